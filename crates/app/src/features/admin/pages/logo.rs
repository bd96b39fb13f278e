//! `/admin/theming/logo`: the part of *Theming* that takes a picture, and the picture's address.

use axum::{
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request, State, multipart::MultipartError,
    },
    http::StatusCode,
    response::Response,
};
use bytes::Bytes;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    config::{ModuleSpec, shown_module},
    picture::{Picture, PictureFault},
};

use super::form::{self, Draft};
use crate::{
    App,
    features::admin::{deeds, logo},
    http::{
        fault::{Fault, FieldFault},
        render::{field_sentence, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const MODULE: &str = "theming";
const BACK: &str = "/admin/config/tab/theming";
/// The most characters of what is said of it.
const ALT_MAX: usize = 120;
/// The largest request that is read: a file somewhat too large is read to its end, to say so.
const MAX_REQUEST: usize = 8 * Picture::MAX_BYTES;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/logo/{digest}", Action::UseAssets, logo::serve)
        .post("/admin/theming/logo", Action::UseConsole, save)
        .post("/admin/theming/logo/remove", Action::UseConsole, remove)
}

/// The part of the page.
#[derive(Default)]
pub(super) struct LogoView {
    /// Where the present one lies, with its size; empty if there is none.
    pub(super) src: String,
    pub(super) size: (u32, u32),
    pub(super) alt: String,
    /// What is wrong with the file, and with what is said of it.
    pub(super) file_error: String,
    pub(super) alt_error: String,
}

impl LogoView {
    /// For the module that has one.
    pub(super) fn of(app: &App, spec: &ModuleSpec) -> Option<Self> {
        (spec.name == MODULE).then(|| {
            app.settings.logo().map_or_else(Self::default, |logo| Self {
                src: logo.path(),
                size: logo.scaled(48),
                alt: logo.alt.clone(),
                ..Self::default()
            })
        })
    }
}

/// The form that sends it: `multipart/form-data` with `file` and `alt`.
#[derive(Default)]
struct Sent {
    /// None if it was far too large.
    file: Option<Bytes>,
    alt: String,
    /// How many parts it had.
    parts: u8,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        DefaultBodyLimit::max(MAX_REQUEST).apply(&mut request);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| {
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type")
                .with("expected", "multipart/form-data")
        })?;
        let mut sent = Self {
            file: Some(Bytes::new()),
            ..Self::default()
        };
        loop {
            let field = match form.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => return Ok(sent),
                Err(error) => return too_large(&error, sent),
            };
            let name = field.name().unwrap_or_default().to_owned();
            sent.parts = sent.parts.saturating_add(1);
            let bytes = match field.bytes().await {
                Ok(bytes) => bytes,
                Err(error) => return too_large(&error, sent),
            };
            match name.as_str() {
                "file" => sent.file = Some(bytes),
                "alt" => String::from_utf8_lossy(&bytes)
                    .trim()
                    .clone_into(&mut sent.alt),
                _ => {
                    let name: String = name.chars().take(60).collect();
                    return Err(Fault::field(&name, "unknown_field"));
                }
            }
        }
    }
}

fn too_large(error: &MultipartError, sent: Sent) -> Result<Sent, Fault> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(Sent { file: None, ..sent })
    } else {
        Err(Fault::new(StatusCode::BAD_REQUEST, "body_broken"))
    }
}

async fn save(State(app): State<App>, visit: Visit, sent: Sent) -> Result<Response, Fault> {
    if sent.parts == 0 && sent.file.is_some() {
        return Err(Fault::field("file", "file_missing"));
    }
    let alt_fault = if sent.alt.chars().count() > ALT_MAX {
        Some(FieldFault::new("alt", "too_long").with("max", ALT_MAX))
    } else if sent.alt.chars().any(char::is_control) {
        Some(FieldFault::new("alt", "forbidden_characters"))
    } else {
        None
    };
    let Some(file) = &sent.file else {
        return refuse(&app, &visit, &sent, Some(PictureFault::TooLarge), alt_fault).await;
    };
    // Without a file, what is said of the one that is there.
    if file.is_empty() && alt_fault.is_none() && app.settings.logo().is_some() {
        let alt = sent.alt.clone();
        let describe = move |tx: &Tx, by| logo::describe(tx, &alt, by);
        if deeds::logo(&app, &visit, describe).await? {
            return Ok(see_other_saying(BACK, "said-console-logo"));
        }
    }
    match (Picture::read(file), alt_fault) {
        (Ok(picture), None) => {
            let (bytes, alt) = (file.clone(), sent.alt);
            let put = move |tx: &Tx, by| logo::put(tx, picture, &bytes, &alt, by);
            deeds::logo(&app, &visit, put).await?;
            Ok(see_other_saying(BACK, "said-console-logo"))
        }
        (read, alt_fault) => refuse(&app, &visit, &sent, read.err(), alt_fault).await,
    }
}

async fn refuse(
    app: &App,
    visit: &Visit,
    sent: &Sent,
    file: Option<PictureFault>,
    alt: Option<FieldFault>,
) -> Result<Response, Fault> {
    let spec = shown_module(MODULE).ok_or_else(Fault::not_found)?;
    let say = |fault: &FieldFault| field_sentence(&visit.words, fault);
    let file = file.map(|fault| {
        FieldFault::new("file", fault.code())
            .with("kilobytes", Picture::MAX_BYTES / 1_000)
            .with("least", Picture::LEAST)
            .with("most", Picture::MOST)
    });
    let view = LogoView {
        alt: sent.alt.clone(),
        file_error: file.as_ref().map(say).unwrap_or_default(),
        alt_error: alt.as_ref().map(say).unwrap_or_default(),
        ..LogoView::of(app, spec).unwrap_or_default()
    };
    let draft = Draft {
        logo: Some(view),
        ..Draft::default()
    };
    form::show(app, visit, spec, StatusCode::UNPROCESSABLE_ENTITY, draft).await
}

async fn remove(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    deeds::logo(&app, &visit, logo::take_away).await?;
    Ok(see_other_saying(BACK, "said-console-logo-removed"))
}
