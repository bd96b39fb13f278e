//! Who is served when more come than can be: joining before listing (security.md R12).
//!
//! Whoever opens a link, enters, plays or sends a file is never made to wait here. The
//! rest takes turns: so many at once, so many more wait, and the next is told at once
//! when to come back. That keeps the queue before the database short, and with it the
//! way of those who join.

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use usher_domain::access::Action;

use super::{fault::Fault, render, routes::Route, visit::Visit};
use crate::App;

/// What a request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Nothing: it joins, or it is quick, or it lasts and its bytes are bounded elsewhere.
    None,
    /// A turn among all that lists, searches and edits.
    Ordinary,
    /// A turn at working out a password's hash: slow and large on purpose.
    SigningIn,
}

impl Line {
    /// Where whoever asks for an action waits.
    const fn of(action: Action) -> Self {
        match action {
            Action::SeeHealth
            | Action::SeeMetrics
            | Action::UseAssets
            | Action::OpenInvite
            | Action::RedeemInvite
            | Action::EnterInvitedToMe
            | Action::SignOut
            | Action::LeaveEntry
            | Action::HandOverSeat
            | Action::ViewEntry
            | Action::StreamEntry
            | Action::DownloadEntry
            | Action::WatchEntryEvents
            | Action::CountPlay
            | Action::TellAttendance
            | Action::UploadMedia
            | Action::WatchSession => Self::None,
            Action::SignIn => Self::SigningIn,
            _ => Self::Ordinary,
        }
    }
}

/// How long a line is.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// Requests that are served at the same time.
    pub served: usize,
    /// Requests that wait.
    pub waiting: usize,
    /// How long one waits at most.
    pub patience: Duration,
}

/// How long the lines are.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
    /// All that lists, searches and edits.
    pub ordinary: Length,
    /// Passwords: 19 MiB of memory each while they are worked out.
    pub signing_in: Length,
}

impl Default for Lengths {
    fn default() -> Self {
        let patience = Duration::from_secs(5);
        Self {
            ordinary: Length {
                served: 64,
                waiting: 1024,
                patience,
            },
            signing_in: Length {
                served: 8,
                waiting: 128,
                patience,
            },
        }
    }
}

/// One line.
struct Queue {
    /// Served or waiting.
    inside: Arc<Semaphore>,
    served: Arc<Semaphore>,
    patience: Duration,
    name: &'static str,
}

/// A turn; the next one's begins when it is dropped.
struct Turn {
    _served: OwnedSemaphorePermit,
    _inside: OwnedSemaphorePermit,
}

impl Queue {
    fn new(name: &'static str, length: Length) -> Self {
        Self {
            inside: Arc::new(Semaphore::new(length.served + length.waiting)),
            served: Arc::new(Semaphore::new(length.served)),
            patience: length.patience,
            name,
        }
    }

    async fn turn(&self) -> Option<Turn> {
        let turn = async {
            let inside = self.inside.clone().try_acquire_owned().ok()?;
            let served = self.served.clone().acquire_owned();
            let served = timeout(self.patience, served).await.ok()?.ok()?;
            Some(Turn {
                _served: served,
                _inside: inside,
            })
        };
        let turn = turn.await;
        if turn.is_none() {
            metrics::counter!("usher_requests_turned_away_total", "line" => self.name).increment(1);
        }
        turn
    }
}

/// The lines, and which route stands in which.
pub(super) struct Turns {
    app: App,
    ordinary: Queue,
    signing_in: Queue,
    /// By path, then by method.
    lines: HashMap<&'static str, HashMap<Method, Line>>,
}

impl Turns {
    pub(super) fn new(app: &App, routes: &[Route], lengths: Lengths) -> Arc<Self> {
        let mut lines: HashMap<_, HashMap<_, _>> = HashMap::new();
        for route in routes {
            let methods = lines.entry(route.path).or_default();
            methods.insert(route.method.clone(), Line::of(route.action));
        }
        Arc::new(Self {
            app: app.clone(),
            ordinary: Queue::new("ordinary", lengths.ordinary),
            signing_in: Queue::new("signing_in", lengths.signing_in),
            lines,
        })
    }

    fn queue(&self, request: &Request) -> Option<&Queue> {
        let line = request.extensions().get::<MatchedPath>().and_then(|path| {
            let methods = self.lines.get(path.as_str())?;
            let line = methods.get(request.method());
            line.or_else(|| methods.get(&Method::GET)).copied()
        });
        match line.unwrap_or(Line::Ordinary) {
            Line::None => None,
            Line::Ordinary => Some(&self.ordinary),
            Line::SigningIn => Some(&self.signing_in),
        }
    }
}

/// The middleware: outside of everything that asks the database.
pub(super) async fn take(
    State(turns): State<Arc<Turns>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(queue) = turns.queue(&request) else {
        return next.run(request).await;
    };
    if let Some(_turn) = queue.turn().await {
        next.run(request).await
    } else {
        let fault =
            Fault::new(StatusCode::SERVICE_UNAVAILABLE, "busy").retry_after(Duration::from_secs(2));
        let visit = Visit::outward(&turns.app, &request);
        render::fault(&turns.app, &visit, &fault).into_response()
    }
}
