//! What pages and the API do alike: decide and apply in one transaction, then ring
//! for whoever holds something open.

use usher_bus::Topic;
use usher_domain::{
    config::Language,
    ids::{EntryId, InviteId},
    invite::{InviteToken, RequestedEnd},
    text::PersonalLine,
};

use super::{
    Refused, Wanted,
    store::{self, Asked, Invite, Mailing, Maker, Order},
};
use crate::{App, features::jobs, http::visit::Visit};

/// An invite and its link. The link is shown in this one answer and never again:
/// what is stored does not tell it.
pub(super) struct Made {
    pub(super) invite: Invite,
    pub(super) url: String,
    /// Whether an earlier link died of it.
    pub(super) replaces: bool,
    /// Whether another one goes out by mail.
    pub(super) mailed: bool,
}

/// Makes an invite whose link carries `token`, or renews the one there is.
pub(super) async fn make(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    wanted: Wanted,
    token: &InviteToken,
    mailing: Option<Mailing>,
) -> Result<Made, Refused> {
    let maker = Maker {
        account: visit.member()?.id,
        entry,
        site: app.settings.now(),
        now: app.now(),
    };
    let (secret, entropy) = (token.mac(&app.parts.key), app.parts.entropy.clone());
    let invite = (app.parts.db)
        .write({
            let mailing = mailing.clone();
            move |tx| store::make(tx, &maker, &wanted, secret, mailing.as_ref(), &*entropy)
        })
        .await?;
    let replaces = invite.renewed_at.is_some();
    let mailed = mailing.is_some();
    if mailed {
        jobs::wake(app);
    }
    Ok(Made {
        mailed,
        ..made(app, invite, token, replaces)
    })
}

/// What is asked for, in another language if one is named.
fn in_language(language: Option<Language>, asked: Asked) -> Vec<Asked> {
    let language = language.map(Asked::ChangeLanguage);
    language.into_iter().chain([asked]).collect()
}

/// Makes a new link: the limits stay while it still opens something.
pub(super) async fn new_link(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    token: &InviteToken,
    language: Option<Language>,
) -> Result<Made, Refused> {
    let asked = in_language(language, Asked::NewLink(token.mac(&app.parts.key)));
    let invite = manage(app, visit, invite, asked).await?;
    Ok(made(app, invite, token, true))
}

/// Renews an invite: a new link, a new end, its uses from the beginning.
pub(super) async fn renew(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    (end, language): (RequestedEnd, Option<Language>),
    token: &InviteToken,
) -> Result<Made, Refused> {
    let asked = in_language(language, Asked::Renew(token.mac(&app.parts.key), end));
    let invite = manage(app, visit, invite, asked).await?;
    Ok(made(app, invite, token, true))
}

/// Renews an invite and mails the link of it: the tokens of the copied link, which nobody is shown, and
/// of the mailed one.
pub(super) async fn renew_and_mail(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    [copied, mailed]: [&InviteToken; 2],
) -> Result<Invite, Refused> {
    let renew = Asked::Renew(copied.mac(&app.parts.key), RequestedEnd::Default);
    let mailing = Mailing::new(app, mailed, &PersonalLine::none(), &visit.zone);
    let asked = vec![renew, Asked::Resend];
    let invite = order(app, visit, invite, asked, Some(mailing)).await?;
    jobs::wake(app);
    Ok(invite)
}

/// Mails a new link, whose token is `token`, with the inviter's own line; the mailed link
/// before is dead.
pub(super) async fn resend(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    token: &InviteToken,
    (line, language): (&PersonalLine, Option<Language>),
) -> Result<Invite, Refused> {
    let mailing = Mailing::new(app, token, line, &visit.zone);
    let asked = in_language(language, Asked::Resend);
    let invite = order(app, visit, invite, asked, Some(mailing)).await?;
    jobs::wake(app);
    Ok(invite)
}

/// Does all that is asked to an invite, or nothing. Whoever is in by it finds out
/// at once.
pub(super) async fn manage(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    asked: Vec<Asked>,
) -> Result<Invite, Refused> {
    order(app, visit, invite, asked, None).await
}

async fn order(
    app: &App,
    visit: &Visit,
    invite: InviteId,
    asked: Vec<Asked>,
    mailing: Option<Mailing>,
) -> Result<Invite, Refused> {
    let order = Order {
        mailing,
        entropy: app.parts.entropy.clone(),
        account: visit.member()?.id,
        invite,
        site: app.settings.now(),
        now: app.now(),
    };
    let reaches_in = asked.iter().any(|asked| asked.reaches_in());
    let invite = (app.parts.db)
        .write(move |tx| store::manage(tx, &order, &asked))
        .await?;
    let bus = &app.parts.bus;
    bus.ring(&[Topic::Invite(invite.id)]);
    if reaches_in {
        bus.ring(&[Topic::Entry(invite.entry)]);
    }
    Ok(invite)
}

fn made(app: &App, invite: Invite, token: &InviteToken, replaces: bool) -> Made {
    app.parts.bus.ring(&[Topic::Invite(invite.id)]);
    Made {
        url: app.link(&format!("/i/{}", token.expose())),
        invite,
        replaces,
        mailed: false,
    }
}
