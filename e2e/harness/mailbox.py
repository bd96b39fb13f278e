"""A real mail server for stories: aiosmtpd keeps what it is given and says it, a JSON line for each mail.

The first line is its port. Whoever is called nobody does not live here.
"""

import email
import email.policy
import json
import socket
import sys

from aiosmtpd.controller import Controller


class Mailbox:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": message["subject"],
            "sender": str(message["from"]),
            "text": message.get_body(("plain",)).get_content(),
            "html": message.get_body(("html",)).get_content(),
        })
        return "250 2.0.0 Ok: kept in the mailbox"


def say(value):
    print(json.dumps(value), flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


port = free_port()
Controller(Mailbox(), hostname="127.0.0.1", port=port).start()
say({"port": port})
# Until the story closes the other end.
sys.stdin.read()
