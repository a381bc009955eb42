"""Run the migrations on the connection that services.opening hands over."""
from alembic import context

from desktop.models.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
