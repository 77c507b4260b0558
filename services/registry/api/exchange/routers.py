"""The routes by which data comes in and goes out."""

from services.registry.api.exchange import archives, exports, imports

EXCHANGE_ROUTERS = (exports.router, archives.router, imports.router)
