//! What the media page says about inviting: the button, and how many are in.

use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action, EntryStanding},
    ids::EntryId,
    invite::MenuState,
};

use crate::{
    App,
    features::invites::{self, Figures, MOST_COUNTED},
    http::{fault::Fault, page::Page, visit::Visit},
};

/// How *Invite users* stands on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// Not at all.
    Hidden,
    /// Greyed out, with the reason.
    Off(String),
    /// To be used.
    Shown,
}

/// What one visitor is told.
pub(super) struct Inviting {
    pub(super) offer: Offer,
    /// How many are invited and how many of them are in; nothing before anybody is.
    pub(super) strip: Option<String>,
}

impl Inviting {
    /// Looks it up for whoever may invite, or see who was invited.
    pub(super) async fn load(
        app: &App,
        visit: &Visit,
        (entry, facts): (EntryId, EntryStanding),
        page: &Page,
    ) -> Result<Self, Fault> {
        let (Some(account), Ok(())) = (
            visit.actor.account(),
            access::may(&visit.actor, Action::SeeInvites, Some(&facts)),
        ) else {
            return Ok(Self {
                offer: Offer::Hidden,
                strip: None,
            });
        };
        let (site, now) = (app.settings.now(), app.now());
        let read = move |tx: &Tx| -> Result<_, Error> {
            let menu = invites::menu_state(tx, account, entry, &site)?;
            Ok((menu, invites::figures(tx, entry, now)?))
        };
        let (menu, figures) = app.parts.db.read(read).await?;
        Ok(Self {
            offer: match menu {
                MenuState::Hidden => Offer::Hidden,
                MenuState::Shown => Offer::Shown,
                MenuState::Disabled(refusal) => {
                    let key = format!("fault-{}", refusal.code().replace('_', "-"));
                    Offer::Off(page.t(&key).to_string())
                }
            },
            strip: (figures.invited > 0).then(|| strip(figures, page)),
        })
    }

    /// Whether the three-dot menu has an entry for it.
    pub(super) fn in_menu(&self) -> bool {
        self.offer != Offer::Hidden
    }
}

fn strip(figures: Figures, page: &Page) -> String {
    let key = if figures.invited > MOST_COUNTED {
        "media-invited-many"
    } else {
        "media-invited"
    };
    let message = page.msg(key).num("n", figures.invited.min(MOST_COUNTED));
    message.num("inside", figures.inside).to_string()
}
