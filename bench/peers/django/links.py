"""Single-use links of django-sesame at their best: no middleware, one transaction a request, people
made before. `DATABASE` is a file for SQLite or an address for PostgreSQL.

    python links.py 1000      makes a thousand people and prints a token for each
    gunicorn links:application
"""

import os
import sys
from urllib.parse import urlparse

import django
from django.conf import settings


def database(where):
    if where.startswith("postgres"):
        url = urlparse(where)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": url.hostname,
            "PORT": url.port,
            "USER": url.username,
            "NAME": url.path.lstrip("/"),
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": where,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY",
        },
    }


settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    AUTHENTICATION_BACKENDS=["sesame.backends.ModelBackend"],
    DATABASES={"default": database(os.environ["DATABASE"]) | {"ATOMIC_REQUESTS": True}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    LOGGING_CONFIG=None,
    ROOT_URLCONF="links",
    SECRET_KEY="a secret of the bench, thirty-two bytes or more",
    SESAME_MAX_AGE=24 * 3600,
    SESAME_ONE_TIME=True,
    SESSION_ENGINE="django.contrib.sessions.backends.db",
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
)
django.setup()

from django.contrib.auth import get_user_model, login  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect  # noqa: E402
from django.urls import path  # noqa: E402
from sesame.utils import get_token, get_user  # noqa: E402


def enter(request):
    """Spends the token: the person's last sign-in moves, which kills it, and a session is written."""
    user = get_user(request)
    if user is None:
        return HttpResponseForbidden("no")
    login(request, user)
    # Saved here, inside the request's transaction, where the middleware would take a second commit.
    request.session.save()
    request.session.modified = False
    response = HttpResponseRedirect("/")
    response.set_cookie("sessionid", request.session.session_key, httponly=True, samesite="Lax")
    return response


def invite(request, number):
    """Makes a person and their link."""
    user = get_user_model().objects.create(username=f"invited-{number}", password="!")
    return HttpResponse(get_token(user))


urlpatterns = [path("enter", enter), path("invite/<int:number>", invite)]
application = get_wsgi_application()


def prepare(count):
    call_command("migrate", verbosity=0)
    people = get_user_model()
    made = (people(username=f"guest-{number}", password="!") for number in range(count))
    people.objects.bulk_create(made, batch_size=500)
    for user in people.objects.order_by("id").iterator():
        print(get_token(user))


if __name__ == "__main__":
    prepare(int(sys.argv[1]))
