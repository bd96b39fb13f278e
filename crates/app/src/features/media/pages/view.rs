//! `GET /media/{entry}`

use askama::Template;
use axum::{
    extract::State,
    http::{Method, StatusCode},
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action, Actor},
    clock::Timestamp,
    ids::EntryId,
    media::{EntryKind, EntryState, LadderState, PublishStatus, StartAt},
};

use super::{
    super::{
        Asker, Chapter, Entry, clock, entry, load_held,
        prose::{Run, runs},
        rights::Rights,
        store,
        transcript::{self, Transcript},
    },
    around::AroundPlayer,
    inviting::{Inviting, Offer},
    qualities::Qualities,
};
use crate::{
    App,
    features::{
        attendance, channels,
        ladders::{self, Shown},
        lobby, playlists, quiz,
    },
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}", Action::ViewEntry, show)
}

#[derive(Template)]
#[template(path = "media/templates/entry.html")]
struct EntryPage {
    page: Page,
    stage: Stage,
    made: (String, String),
    description: Vec<Run>,
    facts: Vec<String>,
    publish: Option<Publish>,
    rights: Rights,
    inviting: Inviting,
    has_menu: bool,
    guest: bool,
    /// Whether their seat can be handed to another device.
    hands_over: bool,
    /// Whether the guest's seat has a key, which the page shows again and again.
    keyed: bool,
    attendance: Attendance,
    /// Which renditions there are, and what to say of those that are not.
    ladder: Shown,
    qualities: Option<Qualities>,
    /// Where the film is to begin.
    start: Option<StartAt>,
    player: AroundPlayer,
    chapters: Vec<Chapter>,
    transcript: Option<Transcript>,
    /// Whether the link to it is worth anything to others.
    shares: bool,
    /// What it asks, if it is a quiz.
    quiz: Option<quiz::OnPage>,
    /// Where it stands, waits or was not taken, for who publishes it.
    placements: Vec<(String, String, &'static str)>,
    /// What stands beside it that it is played from.
    playlist: Option<String>,
    /// Whether it can be put into a playlist of the reader's.
    lists: bool,
    entry: Entry,
}

/// What the address says beside the entry.
#[derive(Deserialize)]
struct Watch {
    /// Where to begin.
    t: Option<String>,
    /// In which language the transcript is.
    lang: Option<String>,
    /// From which playlist it is played.
    list: Option<String>,
}

/// Who was here is kept.
#[derive(Default)]
pub(super) struct Attendance {
    /// Whether this page tells it.
    pub(super) told: bool,
    /// What somebody is told whom it is about; nothing for those who see it of others.
    pub(super) said: String,
    /// Where the film goes on, in seconds; nothing if it begins at the beginning.
    pub(super) place: Option<String>,
}

impl Attendance {
    /// Of somebody who is known; nobody else's is kept.
    async fn of(
        app: &App,
        visit: &Visit,
        (entry, rights): (&Entry, Rights),
        page: &Page,
    ) -> Result<Self, Fault> {
        let known = (visit.session.as_ref()).is_some_and(|session| !session.by_token);
        if !known || !entry.is_ready() || !page.keeps_attendance() {
            return Ok(Self::default());
        }
        let key = match entry.kind {
            EntryKind::Document => "attendance-told-here-document",
            EntryKind::Image => "attendance-told-here-picture",
            _ => "attendance-told-here",
        };
        let said = page.msg(key).with("owner", &entry.owner.name);
        let place = attendance::goes_on_at(app, Asker::of(visit), entry.id).await?;
        Ok(Self {
            told: true,
            said: if rights.see_people {
                String::new()
            } else {
                said.to_string()
            },
            place: place.map(|place| format!("{:.1}", place.as_secs_f64())),
        })
    }
}

impl PageTemplate for EntryPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What stands at the top of the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing was uploaded yet.
    Empty,
    /// It is being prepared.
    Processing,
    /// It could not be prepared; the sentence that says why.
    Failed(String),
    Video,
    Audio,
    Document,
    Image,
    /// A file that browsers cannot show: nothing made of it what they can.
    Unshown,
    /// A quiz that has not begun.
    Quiz,
    /// A kind that has no player on this page.
    Nothing,
}

impl Stage {
    pub(super) fn of(app: &App, entry: &Entry, page: &Page, quiz: Option<&quiz::OnPage>) -> Self {
        let shown = |kind| (entry.shown_as.as_deref()).is_some_and(|it| it.starts_with(kind));
        match (entry.state, entry.kind) {
            (EntryState::Empty, _) => Self::Empty,
            (EntryState::Processing, _) => Self::Processing,
            (EntryState::Failed, _) => Self::Failed(failure(app, entry, page)),
            (EntryState::Ready, EntryKind::Video) => Self::Video,
            (EntryState::Ready, EntryKind::Audio) => Self::Audio,
            (EntryState::Ready, EntryKind::Document) if shown("application/pdf") => Self::Document,
            (EntryState::Ready, EntryKind::Image) if shown("image/") => Self::Image,
            (EntryState::Ready, EntryKind::Document | EntryKind::Image) => Self::Unshown,
            (EntryState::Ready, EntryKind::Quiz) => match quiz {
                Some(quiz) if quiz.start.is_some() => Self::Quiz,
                Some(quiz) if quiz.sounds => Self::Audio,
                _ => Self::Video,
            },
            (EntryState::Ready, _) => Self::Nothing,
        }
    }

    /// Whether it has a player.
    pub(super) const fn plays(&self) -> bool {
        matches!(self, Self::Video | Self::Audio)
    }

    pub(super) fn island(&self) -> Option<&'static str> {
        match self {
            Self::Video | Self::Audio => Some("islands/player.js"),
            Self::Document => Some("islands/document-viewer.js"),
            Self::Processing => Some("islands/preparation.js"),
            Self::Image => Some("islands/picture-view.js"),
            Self::Empty | Self::Failed(_) | Self::Quiz | Self::Unshown | Self::Nothing => None,
        }
    }
}

/// A badge that says who may open the entry.
struct Publish {
    label: String,
    tone: &'static str,
}

/// Shows an entry to whoever may see it.
async fn show(
    State(app): State<App>,
    visit: Visit,
    method: Method,
    Standing { entry: id, facts }: Standing,
    Params(watch): Params<Watch>,
) -> Result<Response, Fault> {
    let now = app.now();
    // Only for somebody who gets the page: HEAD changes nothing whatever.
    if method == Method::GET {
        lobby::touch(&app, Asker::of(&visit), id).await;
    }
    let asker = Asker::of(&visit);
    let read = move |tx: &Tx| -> Result<_, Error> {
        let seated = is_seated(tx, asker, id, now)?;
        let beside = (ladders::shown(tx, id)?, store::chapters(tx, id)?);
        Ok((entry(tx, id, now)?, seated, beside))
    };
    let (found, hands_over, (ladder, chapters)) = app.parts.db.read(read).await?;
    let entry = found.ok_or_else(Fault::not_found)?;
    let rights = Rights::of(&visit.actor, facts);
    let mut frame = Page::new(&app, &visit, &entry.title)
        .media()
        .island("islands/access-watch.js");
    let quiz = quiz::on_page(&app, &visit, &entry, &frame).await?;
    let stage = Stage::of(&app, &entry, &frame, quiz.as_ref());
    // Before the player, which begins where this says.
    if stage.plays() {
        frame = frame.island("islands/watching.js");
    }
    if let Some(island) = stage.island() {
        frame = frame.island(island);
    }
    let site = app.settings.now();
    let qualities = Qualities::of(&entry, rights, &frame, site.player.ladder);
    if qualities
        .as_ref()
        .is_some_and(|it| it.state == LadderState::Making)
    {
        frame = frame.island("islands/preparation.js");
    }
    let start = (watch.t.as_ref()).and_then(|text| text.parse().ok());
    let start = start.filter(|_| stage.plays());
    let transcript = if stage.plays() {
        let (asked, reader) = (watch.lang.as_deref(), visit.words.lang());
        transcript::beginning(&app, &entry, asked, reader).await?
    } else {
        None
    };
    if transcript.is_some() {
        frame = frame.island("islands/transcript.js");
    }
    let mut attendance = Attendance::of(&app, &visit, (&entry, rights), &frame).await?;
    if start.is_some() || !site.player.resume {
        attendance.place = None;
    }
    if quiz.as_ref().is_some_and(|quiz| quiz.running) {
        frame = frame.island("islands/quiz.js");
    }
    if attendance.told {
        frame = frame.island("islands/attendance.js");
    }
    let placements = if rights.publish {
        channels::standings(&app, &visit, id).await?
    } else {
        Vec::new()
    };
    let playlist = match &watch.list {
        Some(list) => playlists::panel(&app, &visit, (list, id, entry.kind), &frame).await?,
        None => None,
    };
    if playlist.is_some() {
        frame = frame.island("islands/playlist.js");
    }
    let lists = access::may(&visit.actor, Action::UsePlaylists, None).is_ok();
    let inviting = Inviting::load(&app, &visit, (id, facts), &frame).await?;
    let has_menu = rights.any_in_menu() || inviting.in_menu();
    let guest = matches!(visit.actor, Actor::Guest);
    let worth = !guest || entry.publish != PublishStatus::Private;
    let shares = site.player.share_button && worth;
    if has_menu || rights.leave || shares || lists {
        frame = frame.island("islands/dialog-form.js");
    }
    let made = entry.created_at;
    let template = EntryPage {
        made: (rfc3339(made), in_zone(&visit.words, made, &visit.zone)),
        description: runs(&entry.description),
        facts: facts_of(&entry, &frame),
        publish: rights.see_people.then(|| badge(entry.publish, &frame)),
        guest,
        hands_over,
        keyed: visit
            .session
            .as_ref()
            .is_some_and(|session| session.key.is_some()),
        page: frame,
        chapters: if stage.plays() {
            chapters.iter().map(Chapter::of).collect()
        } else {
            Vec::new()
        },
        stage,
        attendance,
        ladder,
        qualities,
        start,
        player: AroundPlayer::of(&site.player),
        transcript,
        shares,
        quiz,
        placements,
        playlist,
        lists,
        has_menu,
        inviting,
        rights,
        entry,
    };
    page(StatusCode::OK, &template)
}

/// Whether a guest is here by an invite, whose seat can be handed to another device of theirs. What
/// came by a guest link comes by it there, too.
fn is_seated(tx: &Tx, asker: Asker, entry: EntryId, now: Timestamp) -> Result<bool, Error> {
    if asker.seat.is_none() {
        return Ok(false);
    }
    let held = load_held(tx, asker, entry, now)?;
    Ok(held.is_some_and(|held| !held.invites.is_empty()))
}

/// Length or pages, and plays.
fn facts_of(entry: &Entry, page: &Page) -> Vec<String> {
    let ready = entry.state == EntryState::Ready;
    let length = entry.duration.filter(|_| ready).map(clock);
    let pages = entry.pages.filter(|_| ready);
    let pages = pages.map(|n| page.msg("media-pages").num("n", n).to_string());
    let plays = match entry.kind {
        EntryKind::Document | EntryKind::Image => "media-reads",
        _ => "media-plays",
    };
    let plays = ready.then(|| page.msg(plays).num("n", entry.plays).to_string());
    [length, pages, plays].into_iter().flatten().collect()
}

fn badge(publish: PublishStatus, page: &Page) -> Publish {
    let tone = match publish {
        PublishStatus::Private => "",
        PublishStatus::Unlisted => "accent",
        PublishStatus::Published => "good",
    };
    Publish {
        label: page.t(&format!("publish-{publish}")).to_string(),
        tone,
    }
}

/// Why the upload could not be made playable, and what to do about it.
fn failure(app: &App, entry: &Entry, page: &Page) -> String {
    let code = entry.failure.as_deref().unwrap_or("other");
    let key = format!("media-failure-{}", code.replace('_', "-"));
    let known = app.words.knows(&key);
    page.t(if known { &key } else { "media-failure-other" })
        .to_string()
}
