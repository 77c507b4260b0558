"""Puts the issuer together."""

from fastapi import FastAPI

from deploy.local.issuer.account import account_router
from deploy.local.issuer.discovery import discovery_router
from deploy.local.issuer.keys import KeyRing
from deploy.local.issuer.ledger import Ledger
from deploy.local.issuer.pages import Pages, style_router
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.issuer.sign_in import sign_in_router
from deploy.local.issuer.token_endpoint import TokenEndpoint, token_router
from deploy.local.issuer.tokens import TokenMaker


def create_app(settings: IssuerSettings) -> FastAPI:
    """The issuer with its keys and its ledger from the data directory."""
    keys = KeyRing.opened(settings.keys_file)
    ledger = Ledger(settings.data_dir / "ledger.sqlite")
    maker = TokenMaker(settings.issuer_url, keys)
    pages = Pages()
    app = FastAPI(title="INFamilie: Anmeldedienst", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(discovery_router(settings, keys=keys, pages=pages))
    app.include_router(sign_in_router(settings, ledger=ledger, pages=pages))
    app.include_router(token_router(TokenEndpoint(settings, ledger=ledger, maker=maker)))
    app.include_router(account_router(settings, ledger=ledger, maker=maker, pages=pages))
    app.include_router(style_router())
    return app
