//! Before the house: what is answered at the door
//! ([ADR 0045](../../../../docs/adr/0045-pieces-of-a-film-take-a-shortcut.md)).

use std::{
    convert::Infallible,
    future::{Ready, ready},
    task::{Context, Poll},
};

use axum::{Router, extract::Request, response::Response};
use futures_util::future::Either;
use tower::Service;

use crate::{App, features::playback};

/// The house with somebody at its door.
#[derive(Clone)]
pub(super) struct Door {
    app: App,
    house: Router,
}

/// Puts the door before the `house`.
pub(super) fn before(app: App, house: Router) -> Door {
    Door { app, house }
}

impl Service<Request> for Door {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, <Router as Service<Request>>::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request>::poll_ready(&mut self.house, context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match playback::shortcut(&self.app, &request) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.house.call(request)),
        }
    }
}
