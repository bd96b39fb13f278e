//! The list of routes, each with its action.

use std::{collections::HashSet, sync::Arc};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodFilter, on},
};
use usher_domain::access::Action;

use super::{
    guard::{Guarded, guard},
    once::once,
};
use crate::App;

/// One route: what the matrix test walks.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method; `GET` answers `HEAD` too.
    pub method: Method,
    /// The path with its `{parameters}`.
    pub path: &'static str,
    /// What has to be allowed for anything behind it to run.
    pub action: Action,
}

/// Where everybody may go.
pub(super) const HOME: &str = "/";

/// The paths of routes at which something is shown: every request carries it along.
#[derive(Clone)]
pub(super) struct Shown(Arc<HashSet<&'static str>>);

impl Shown {
    /// Of these routes.
    pub(super) fn of(routes: &[Route]) -> Self {
        let shown = routes.iter().filter(|route| route.method == Method::GET);
        Self(Arc::new(shown.map(|route| route.path).collect()))
    }

    /// Where somebody goes on who sent this request: at its address, or at the nearest above at which something
    /// is shown, since what a form is sent to may have no page.
    pub(super) fn nearest(request: &Request) -> String {
        let uri = request.uri();
        let whole = uri.path_and_query().map_or(HOME, |whole| whole.as_str());
        if request.method().is_safe() {
            return whole.to_owned();
        }
        let extensions = request.extensions();
        let route = extensions
            .get::<Self>()
            .zip(extensions.get::<MatchedPath>());
        let Some((Self(all), route)) = route else {
            return HOME.to_owned();
        };
        let (mut route, mut path) = (route.as_str(), whole);
        while !all.contains(route) {
            // The last parts of both are the same part.
            match (above(route), above(path)) {
                (Some(route_above), Some(path_above)) => (route, path) = (route_above, path_above),
                _ => return HOME.to_owned(),
            }
        }
        path.to_owned()
    }
}

/// A path without its query and last part; `None` at the top.
fn above(path: &str) -> Option<&str> {
    let path = path.split('?').next()?;
    let (above, _) = path.rsplit_once('/')?;
    (!above.is_empty()).then_some(above)
}

/// Routes being collected. There is no way to add one without an action.
pub struct Routes {
    app: App,
    router: Router<App>,
    list: Vec<Route>,
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident => $method:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $verb<H, T>(self, path: &'static str, action: Action, handler: H) -> Self
        where
            H: Handler<T, App>,
            T: 'static,
        {
            self.add(Method::$method, MethodFilter::$method, path, action, handler)
        }
    )+};
}

impl Routes {
    /// No routes yet.
    pub fn new(app: &App) -> Self {
        Self {
            app: app.clone(),
            router: Router::new(),
            list: Vec::new(),
        }
    }

    verbs! {
        /// Shows; changes nothing. Answers `HEAD` too.
        get => GET,
        /// Acts.
        post => POST,
        /// Sets; again changes nothing.
        put => PUT,
        /// Changes parts.
        patch => PATCH,
        /// Removes.
        delete => DELETE,
        /// Tells about a resource without its body (tus).
        head => HEAD,
        /// Tells what a resource can do (tus).
        options => OPTIONS,
    }

    fn add<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        action: Action,
        handler: H,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let guarded = Guarded {
            app: self.app.clone(),
            action,
        };
        let mut route = on(filter, handler);
        if method == Method::POST && path.starts_with("/api/v1/") {
            route = route.layer(from_fn_with_state(self.app.clone(), once));
        }
        let route = route.layer(from_fn_with_state(guarded, guard));
        self.router = self.router.route(path, route);
        self.list.push(Route {
            method,
            path,
            action,
        });
        self
    }

    /// The router, and the list for whoever wants to walk it.
    pub fn finish(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.list)
    }
}
