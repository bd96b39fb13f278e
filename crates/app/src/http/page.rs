//! What every page knows beside its own content.

use usher_domain::{
    access::{Action, Actor, may},
    config::{DateOrder, HourClock, NamedLink},
};

use super::{accent, headers::Policy, visit::Visit};
use crate::{
    App,
    features::accounts::{Member, Session},
    words::{Message, Words},
};

/// The frame of a page: language, theme, title, who is looking, what it loads.
pub struct Page {
    app: App,
    visit: Visit,
    words: Words,
    title: String,
    stylesheet: &'static str,
    islands: Vec<&'static str>,
    policy: Policy,
    flash: Option<String>,
    mirrored: bool,
    /// Whether there is nothing to press on it.
    still: bool,
    /// Where it is opened anew, if that is not where it was asked for.
    home: Option<String>,
}

/// The person whose name stands in the header.
pub struct Viewer {
    /// Full name.
    pub name: String,
    /// One or two letters for the avatar.
    pub initials: String,
    /// Whether the console is theirs to open.
    pub site_admin: bool,
    /// Whether My Media and uploading are theirs.
    pub may_upload: bool,
    /// Whether channels and playlists are.
    pub channels: bool,
    /// How many notices they have not read; nothing for who is told nothing here.
    pub unread: Option<u32>,
    /// How many invitations wait for them; nothing for who has no list of them.
    pub waiting: Option<u32>,
    /// A guest sees neither hub pages nor an account menu.
    pub guest: bool,
}

/// The site's logo as a page shows it.
pub struct Brand {
    /// Where it lies.
    pub src: String,
    /// What it says.
    pub alt: String,
    /// Its width in the header, in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Page {
    /// A page of the hub, titled by the sentence `title`.
    pub fn new(app: &App, visit: &Visit, title: impl std::fmt::Display) -> Self {
        Self {
            app: app.clone(),
            words: visit.words.clone(),
            visit: visit.clone(),
            title: title.to_string(),
            stylesheet: "styles/main.css",
            islands: vec!["islands/shell.js"],
            policy: Policy::Strict,
            flash: visit
                .said
                .as_ref()
                .map(|key| kept_for(app, visit.words.say(key)).to_string()),
            mirrored: false,
            still: false,
            home: None,
        }
    }

    /// The small frame of landing page, lobby and refusals: its own style
    /// sheet, no header, no toasts, the lobby's script only.
    pub fn lobby(mut self) -> Self {
        self.stylesheet = "styles/lobby.css";
        self.islands = vec!["islands/lobby.js"];
        self.flash = None;
        self
    }

    /// A picture of a page: without a choice of languages.
    pub fn still(mut self) -> Self {
        self.still = true;
        self
    }

    /// Adds an island's script.
    pub fn island(mut self, name: &'static str) -> Self {
        self.islands.push(name);
        self
    }

    /// Lets a player or document viewer work on the page.
    pub fn media(mut self) -> Self {
        self.policy = Policy::Media;
        self
    }

    /// Lets a page of ours be shown in a frame of this one.
    pub fn framing(mut self) -> Self {
        self.policy = Policy::Framing;
        self
    }

    /// Opened anew at `home`, whatever was asked for: a form that is refused is shown where it was
    /// sent to, and often there is no page.
    pub fn at_home(mut self, home: impl Into<String>) -> Self {
        self.home = Some(home.into());
        self
    }

    /// In another language than the browser's: an invite's.
    pub fn in_words(mut self, words: Words) -> Self {
        self.words = words;
        self
    }

    /// From right to left whatever the language: the component page shows both.
    #[cfg(debug_assertions)]
    pub fn from_right_to_left(mut self) -> Self {
        self.mirrored = true;
        self
    }

    /// A sentence shown once, as a toast.
    pub fn flashing(mut self, flash: Option<String>) -> Self {
        self.flash = flash;
        self
    }

    /// The sentence `key`.
    pub fn t(&self, key: &str) -> Message {
        self.words.say(key)
    }

    /// The sentence `key`, which says for how many days the trash keeps.
    pub fn kept(&self, key: &str) -> Message {
        kept_for(&self.app, self.t(key))
    }

    /// The sentence `key`, about to be given values.
    pub fn msg(&self, key: &str) -> Message {
        self.words.say(key)
    }

    /// Whether it is kept who is here: then whoever it is about is told so.
    pub fn keeps_attendance(&self) -> bool {
        self.app.settings.now().privacy.attendance
    }

    /// The language of the page.
    pub fn lang(&self) -> &str {
        self.words.lang()
    }

    /// How the site has hours counted, `24` or `12`; nothing for the language's own way.
    pub fn hours(&self) -> &'static str {
        match self.words.formats().hours {
            HourClock::ByLanguage => "",
            hours => hours.as_str(),
        }
    }

    /// In which order the site has dates written; nothing for the language's own.
    pub fn date_order(&self) -> &'static str {
        match self.words.formats().order {
            DateOrder::ByLanguage => "",
            order => order.as_str(),
        }
    }

    /// The languages to choose from, `(tag, its own name)`; none if there is no choice.
    pub fn languages(&self) -> Vec<(&'static str, String)> {
        let site = self.app.settings.now();
        let all: Vec<_> = (site.languages.offered())
            .map(|tag| (tag, self.t(&format!("language-{tag}")).to_string()))
            .collect();
        if all.len() > 1 && !self.still {
            all
        } else {
            Vec::new()
        }
    }

    /// `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if self.mirrored {
            "rtl"
        } else {
            self.words.dir()
        }
    }

    /// `light`, `dark`, or nothing for the system's.
    pub fn theme(&self) -> &'static str {
        self.visit.theme
    }

    /// What stands in the browser's tab, before the hub's name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where an asset lies.
    pub fn asset(&self, name: &str) -> String {
        self.app.assets.path(name)
    }

    /// Where the style sheet of the site's own accent lies, if it has one.
    pub fn accent(&self) -> Option<String> {
        let accent = self.app.settings.now().theming.own_accent();
        accent.map(accent::path)
    }

    /// What the hub calls itself.
    pub fn hub(&self) -> String {
        hub_name(&self.app, &self.words)
    }

    /// The site's logo, if it has one.
    pub fn logo(&self) -> Option<Brand> {
        let logo = self.app.settings.logo()?;
        let (width, height) = logo.scaled(36);
        Some(Brand {
            src: logo.path(),
            alt: if logo.alt.is_empty() {
                self.hub()
            } else {
                logo.alt.clone()
            },
            width,
            height,
        })
    }

    /// What the header leads to beside the hub's own pages.
    pub fn links(&self) -> Vec<NamedLink> {
        self.app.settings.now().navigation.links.clone()
    }

    /// What stands at the foot of every page: `(name, address)`.
    pub fn foot(&self) -> Vec<(String, String)> {
        let site = self.app.settings.now();
        let navigation = &site.navigation;
        let all = [
            ("layout-support", &navigation.support),
            ("layout-privacy", &navigation.privacy),
            ("layout-imprint", &navigation.imprint),
        ];
        let own = (self.visit.actor == Actor::Guest && self.place() != "/mine")
            .then(|| (self.t("layout-mine").to_string(), "/mine".to_owned()));
        let site = (all.into_iter())
            .filter(|(_, address)| !address.is_empty())
            .map(|(key, address)| (self.t(key).to_string(), address.clone()));
        own.into_iter().chain(site).collect()
    }

    /// Where the page's style sheet lies.
    pub fn stylesheet(&self) -> String {
        self.asset(self.stylesheet)
    }

    /// The scripts the page loads.
    pub fn islands(&self) -> &[&'static str] {
        &self.islands
    }

    /// The path of this page, to come back to.
    pub fn path(&self) -> &str {
        self.home.as_deref().unwrap_or(&self.visit.back)
    }

    /// The same without what an address may have brought along: a code, another site's words.
    pub fn place(&self) -> &str {
        let path = self.path();
        path.split_once('?').map_or(path, |(place, _)| place)
    }

    /// Where it is read in another language: what its address brought along does not come along,
    /// where we do not know it.
    pub fn in_another_language(&self) -> &str {
        self.home.as_deref().unwrap_or_else(|| self.place())
    }

    /// Where to sign in, and to come back here from.
    pub fn sign_in(&self) -> String {
        sign_in(self.path())
    }

    /// What is to be said once.
    pub fn flash(&self) -> Option<&str> {
        self.flash.as_deref()
    }

    /// Whether the toast was left by the page before, and so is said now.
    pub fn says_what_was_left(&self) -> bool {
        self.visit.said.is_some() && self.flash.is_some()
    }

    /// The content policy the page needs.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Who is looking, if anybody is signed in.
    pub fn viewer(&self) -> Option<Viewer> {
        let session = self.visit.session.as_ref()?;
        let name = session.name()?;
        let may_do = |action| may(&self.visit.actor, action, None).is_ok();
        Some(Viewer {
            initials: initials(&name),
            site_admin: may_do(Action::UseConsole),
            may_upload: may_do(Action::CreateEntry),
            channels: may_do(Action::SeeChannels),
            unread: may_do(Action::UseOwnAccount).then_some(session.unread),
            waiting: may_do(Action::SeeInvitedToMe).then(|| {
                let site = self.app.settings.now();
                let work = site.invite_to_media.enabled && site.theming.mediapage;
                if work { session.waiting } else { 0 }
            }),
            guest: matches!(self.visit.actor, Actor::Guest),
            name,
        })
    }
}

/// What the hub calls itself: by its own name, or the product's.
pub fn hub_name(app: &App, words: &Words) -> String {
    let own = app.settings.now().theming.hub_name.clone();
    if own.is_empty() {
        words.say("hub-name").to_string()
    } else {
        own
    }
}

/// A sentence that may say for how many days the trash keeps.
fn kept_for(app: &App, said: Message) -> Message {
    said.num("days", app.settings.now().my_media.deleted_kept_days)
}

/// The address of the sign-in page that leads on to `next`.
pub fn sign_in(next: &str) -> String {
    if next == "/" {
        return "/sign-in".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// The first letters of the first and the last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

impl Session {
    /// The name to show for this session; a guest's is on the entry's page only.
    pub fn name(&self) -> Option<String> {
        self.member().map(Member::name)
    }
}
