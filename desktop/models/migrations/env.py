"""Run the migrations on the connection that services.opening hands over."""
from alembic import context

from desktop.models.base import Base


def ours(name, kind, _parents) -> bool:
    """The full-text index lays tables of its own beside `search_index`; they are no models."""
    return kind != "table" or not (name or "").startswith("search_index")


context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata,
                  include_name=ours)
with context.begin_transaction():
    context.run_migrations()
