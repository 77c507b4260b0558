"""Sends one offer through to a mail, in the running containers: `python -m deploy.containers.first_offer`."""

import asyncio

import click

from deploy.containers.operator import operator_in_containers
from deploy.local.demonstration import tell

if __name__ == "__main__":
    asyncio.run(tell(operator_in_containers(), say=click.echo))
