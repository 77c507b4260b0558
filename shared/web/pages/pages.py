"""What a service with pages holds: it draws templates in the reader's language and reads the forms they contain."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from shared.web.csrf import FIELD, FormGuard
from shared.web.etag import etag_of, is_unchanged
from shared.web.forms import Form, Values, check_form
from shared.web.languages import COMPLETE_LANGUAGES, Language, choose_language
from shared.web.pages.city import City
from shared.web.pages.environment import make_environment
from shared.web.pages.legal import legal_routes
from shared.web.pages.view import NavigationItem, View, drawn
from shared.web.problems import Problem
from shared.web.static_files import StaticFiles
from shared.web.translation import Texts


class Pages:
    """`package` is the service's folder: it holds web/templates, web/static (served as "<name>/…") and locale; `more_texts` are
    folders with catalogues of their own.
    """

    def __init__(
        self,
        package: Path,
        *,
        site_name: str,
        guard: FormGuard,
        city: City | None = None,
        navigation: Sequence[NavigationItem] = (),
        languages: Sequence[Language] = COMPLETE_LANGUAGES,
        barrier_path: str = "",
        more_texts: Sequence[Path] = (),
    ) -> None:
        own_static = package / "web" / "static"
        self._static = StaticFiles({package.name: own_static} if own_static.is_dir() else None)
        self._environment = make_environment(package / "web" / "templates", static=self._static, guard=guard)
        self._texts = Texts([package, *more_texts])
        self._guard = guard
        self._site_name = site_name
        self._city = city or City()
        self._navigation = navigation
        self._languages = languages
        self._barrier_path = barrier_path

    def install(self, app: FastAPI) -> None:
        """Adds static files, legal pages and compression to the app."""
        app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
        app.router.routes.extend(self.routes())

    def routes(self) -> list[BaseRoute]:
        """The routes of static files and legal pages."""
        return [self._static.route(), *legal_routes(self.page)]

    @property
    def public_paths(self) -> frozenset[str]:
        """The paths of those routes, for `refuse_undeclared_routes(app, also_public=…)`: they need no access rule."""
        return frozenset(route.path for route in self.routes() if isinstance(route, Route))

    def asset(self, name: str) -> str:
        """The address of a file, for what is no template; KeyError for one that isn't there."""
        return self._static.url(name)

    def view(self, request: Request) -> View:
        """What is known about the page that will answer this request."""
        asked, accepted = request.query_params.get("lang"), request.headers.get("accept-language", "")
        language = choose_language(asked, accepted, among=self._languages)
        return View(
            request=request,
            language=language,
            texts=self._texts.of(language),
            site_name=self._site_name,
            city=self._city,
            navigation=self._navigation,
            languages=self._languages,
            barrier_path=self._barrier_path,
        )

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """The template, drawn for this reader. Fragments for htmx are drawn the same way."""
        view = self.view(request)
        token = drawn.set(view)
        try:
            html = self._environment.get_template(template).render(page=view, city=self._city, **context)
        finally:
            drawn.reset(token)
        response = HTMLResponse(html, status, headers)
        response.headers["Content-Language"] = view.language.tag
        response.headers.add_vary_header("Accept-Language")
        self._guard.keep_binding(request, response)
        return response

    def public_page(self, request: Request, template: str, *, max_age_seconds: int = 0, **context: Any) -> Response:
        """A page that is the same for everybody (no form, no session): browsers may keep and revalidate it."""
        response = self.page(request, template, **context)
        etag = etag_of(hashlib.sha256(response.body).hexdigest()[:24])
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = f"public, max-age={max_age_seconds}" if max_age_seconds else "no-cache"
        if not is_unchanged(request.headers, etag=etag):
            return response
        kept = {name: response.headers[name] for name in ("ETag", "Cache-Control", "Vary", "Content-Language")}
        return Response(status_code=304, headers=kept)

    def redirect(self, request: Request, path: str, **query: str | int | None) -> RedirectResponse:
        """Where a form leads after it was accepted (303), in the language chosen."""
        return RedirectResponse(self.view(request).link(path, **query), 303)

    async def read_form(self, request: Request, model: type[Values]) -> Form[Values]:
        """The form that was sent, checked by the model. Raises 403 unless it was sent from one of our pages."""
        data = await request.form()
        self._guard.check(request, data.get(FIELD))
        return check_form(data, model, translate=self.view(request).texts.gettext)

    async def check_button(self, request: Request) -> None:
        """The same for a form that has nothing but a button."""
        self._guard.check(request, (await request.form()).get(FIELD))

    def problem_page(self, request: Request, problem: Problem) -> Response:
        """A problem as a page: what happened and what to do next."""
        translate = self.view(request).texts.gettext
        return self.page(
            request,
            "shared/problem.html",
            status=problem.kind.status,
            title=translate(problem.kind.title),
            detail=problem.detail(translate),
        )
