"""A form is accepted only from our own page in the same browser."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from shared.web.csrf import FormGuard
from shared.web.problems import Problem

KEY = b"k" * 32


def request_with(*, cookie: str = "", scheme: str = "http", **headers: str) -> Request:
    given = {"host": "familien.example", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if cookie:
        given["cookie"] = cookie
    raw = [(name.encode(), value.encode()) for name, value in given.items()]
    return Request(
        {"type": "http", "scheme": scheme, "method": "POST", "path": "/", "query_string": b"", "headers": raw}
    )


def token_and_cookie(guard: FormGuard, *, scheme: str = "http") -> tuple[str, str]:
    """What a browser holds after loading a page with a form."""
    request, response = request_with(scheme=scheme), Response()
    token = guard.token(request)
    guard.keep_binding(request, response)
    return token, response.headers["set-cookie"]


def test_the_same_browser_may_send_the_form() -> None:
    guard = FormGuard(KEY)
    token, cookie = token_and_cookie(guard)

    guard.check(request_with(cookie=cookie, sec_fetch_site="same-origin", origin="http://familien.example"), token)


def test_a_page_that_sends_no_referrer_may_send_its_form() -> None:
    guard = FormGuard(KEY)
    token, cookie = token_and_cookie(guard)

    guard.check(request_with(cookie=cookie, sec_fetch_site="same-origin", origin="null"), token)


def test_the_cookie_is_closed_to_scripts_and_other_sites() -> None:
    _, plain = token_and_cookie(FormGuard(KEY))
    _, secure = token_and_cookie(FormGuard(KEY), scheme="https")

    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert secure.startswith("__Host-form=")
    assert "Secure" in secure
    assert "Path=/" in secure


def test_each_page_has_another_token_and_all_of_them_fit() -> None:
    guard = FormGuard(KEY)
    first, cookie = token_and_cookie(guard)
    second = guard.token(request_with(cookie=cookie))

    assert first != second
    guard.check(request_with(cookie=cookie), first)
    guard.check(request_with(cookie=cookie), second)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_a_token(headers: dict[str, str]) -> None:
    guard = FormGuard(KEY)
    token, cookie = token_and_cookie(guard)

    with pytest.raises(Problem) as caught:
        guard.check(request_with(cookie=cookie, **headers), token)

    assert caught.value.kind.status == 403


@pytest.mark.parametrize("token", ["", ".", "abc.def", "ä.ö", None, 5])
def test_a_forged_token_is_refused(token: object) -> None:
    guard = FormGuard(KEY)
    _, cookie = token_and_cookie(guard)

    with pytest.raises(Problem):
        guard.check(request_with(cookie=cookie), token)


def test_a_token_of_another_browser_is_refused() -> None:
    guard = FormGuard(KEY)
    token, _ = token_and_cookie(guard)
    _, other = token_and_cookie(guard)

    with pytest.raises(Problem):
        guard.check(request_with(cookie=other), token)


def test_a_token_without_its_cookie_is_refused() -> None:
    guard = FormGuard(KEY)
    token, _ = token_and_cookie(guard)

    with pytest.raises(Problem):
        guard.check(request_with(), token)


def test_a_token_from_before_the_sign_in_is_refused_after_it() -> None:
    guard = FormGuard(KEY, session_of=lambda request: request.cookies.get("session"))
    token, cookie = token_and_cookie(guard)

    with pytest.raises(Problem):
        guard.check(request_with(cookie=f"{cookie.split(';')[0]}; session=s1"), token)


def test_a_session_needs_no_cookie_of_its_own() -> None:
    guard = FormGuard(KEY, session_of=lambda request: request.cookies.get("session"))
    request, response = request_with(cookie="session=s1"), Response()

    token = guard.token(request)
    guard.keep_binding(request, response)

    assert "set-cookie" not in response.headers
    guard.check(request_with(cookie="session=s1"), token)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        FormGuard(b"short")
