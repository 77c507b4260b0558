"""The routes by which data comes in and goes out."""

from services.registry.api.exchange import archives, exports, imports, steps

EXCHANGE_ROUTERS = (exports.router, archives.router, imports.router, steps.router)
