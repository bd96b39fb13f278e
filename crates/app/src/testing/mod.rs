//! A hub in memory for HTTP tests: the real router, a real database (in a temporary
//! folder, or on PostgreSQL if `USHER_TEST_ENGINE=postgres`), a clock that stands still
//! until told otherwise.

mod browser;
pub(crate) mod dump;
mod filled;
pub(crate) mod forgers;
mod log;
mod place;
mod plans;
mod shelf;
pub(crate) mod tables;
mod touches;

use std::{net::SocketAddr, sync::Arc};

use usher_db::Tx;
use usher_domain::{
    access::AppRole,
    clock::{Clock, ManualClock, SeededEntropy, Timestamp},
    ids::AccountId,
    invite::SecretKey,
};

pub(crate) use browser::{Answer, Browser, Opened};
pub(crate) use log::Log;
use place::Place;
pub(crate) use place::{on_postgres, share};
pub(crate) use plans::looked_at as statements_looked_at;
pub(crate) use touches::Touches;

use crate::{
    App, Parts, Site,
    features::{
        accounts::store::{self, NewAccount},
        quiz::Fonts,
    },
};

/// A hub of its own for one test.
pub(crate) struct Hub {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    router: axum::Router,
    plans: plans::Plans,
    place: Arc<Place>,
    ran: usher_db::Statements,
}

/// A mail server that keeps silent costs a test this much.
const SHORT: usher_mail::Limits = usher_mail::Limits {
    connect: std::time::Duration::from_millis(300),
    whole: std::time::Duration::from_millis(500),
    said: 8 << 10,
};

/// Where the test hub believes to be reached.
pub(crate) const BASE: &str = "https://hub.uni.edu";

impl Hub {
    /// An empty, migrated hub on 21 November 2026, noon UTC.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with other parts: without tools, with a larger limit.
    pub(crate) fn with(change: impl FnOnce(&mut Parts)) -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::from_secs(1_795_262_400)));
        let place = Place::fresh(clock.now());
        let ran = usher_db::Statements::default();
        let mut parts = Parts {
            db: place.open(&ran, clock.now()),
            bus: usher_bus::Bus::default(),
            blobs: usher_blob::Blobs::open(place.media()).unwrap(),
            tools: usher_media_tools::Tools::find(),
            // None, whatever is installed on this machine.
            fonts: Fonts::In(std::path::PathBuf::new()),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(2026)),
            key: SecretKey::new(&[7; 32]),
            mail: SHORT,
            site: Site {
                base_url: BASE.parse().unwrap(),
                max_upload_bytes: 64 << 20,
                trusted_proxies: Vec::new(),
                nginx_location: None,
                downloads_from_bucket: false,
                time_zone: "UTC".to_owned(),
            },
            figures: metrics_exporter_prometheus::PrometheusBuilder::new()
                .build_recorder()
                .handle(),
        };
        change(&mut parts);
        Self::of(parts, clock, Arc::new(place), ran)
    }

    fn of(
        parts: Parts,
        clock: Arc<ManualClock>,
        place: Arc<Place>,
        ran: usher_db::Statements,
    ) -> Self {
        let app = App::wire(parts);
        let plans = plans::Plans::of(app.parts.db.clone(), ran.clone());
        let looking = plans.clone();
        let look = move |request, next| looking.clone().looked_at(request, next);
        Self {
            router: crate::router(app.clone()).layer(axum::middleware::from_fn(look)),
            app,
            clock,
            plans,
            place,
            ran,
        }
    }

    /// The hub after its process was killed and started again: the same data,
    /// nothing of what was in memory.
    pub(crate) fn restarted(&self) -> Self {
        self.restarted_with(self.clock.clone())
    }

    /// The same, with another clock.
    pub(crate) fn restarted_with(&self, clock: Arc<dyn Clock>) -> Self {
        let parts = &self.app.parts;
        let parts = Parts {
            db: parts.db.clone(),
            bus: usher_bus::Bus::default(),
            blobs: usher_blob::Blobs::open(self.media_folder()).unwrap(),
            tools: parts.tools.clone(),
            fonts: parts.fonts.clone(),
            clock,
            entropy: parts.entropy.clone(),
            key: SecretKey::new(&[7; 32]),
            mail: SHORT,
            site: parts.site.clone(),
            figures: parts.figures.clone(),
        };
        Self::of(
            parts,
            self.clock.clone(),
            self.place.clone(),
            self.ran.clone(),
        )
    }

    /// Looks at the query plans of what the requests from now on run, on PostgreSQL too.
    pub(crate) async fn look_at_plans(&self) {
        self.plans.look().await;
    }

    /// What is wrong with the query plan of a statement: nothing, if each step finds its
    /// rows by an index.
    pub(crate) async fn flaws(&self, sql: &'static str) -> Vec<String> {
        self.plans.look().await;
        self.plans.flaws(sql).await
    }

    /// The router, whose requests' query plans are looked at.
    pub(crate) fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// Where uploads and objects lie.
    pub(crate) fn media_folder(&self) -> std::path::PathBuf {
        self.place.media()
    }

    /// The present moment of this hub.
    pub(crate) fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// A browser that nobody has used yet: its own device.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(
            self.router.clone(),
            SocketAddr::from(([192, 0, 2, 1], 40_000)),
        )
    }

    /// Runs a write on the hub's database.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, usher_db::Error> + Send + 'static,
    ) -> T {
        self.app.parts.db.write(f).await.unwrap()
    }

    /// Sets the rules as `change` leaves those of a fresh site, in these modules.
    pub(crate) async fn rules(
        &self,
        modules: &[&'static str],
        change: impl Fn(&mut usher_domain::config::SiteConfig),
    ) {
        let mut config = usher_domain::config::SiteConfig::default();
        change(&mut config);
        for module in modules.iter().copied() {
            let written = serde_json::to_string(&config.written(module).unwrap()).unwrap();
            self.write(move |tx| {
                tx.execute(
                    "INSERT INTO config (module, value, version, updated_at)
                     VALUES ($1, $2, 1, 1)
                     ON CONFLICT (module) DO UPDATE
                     SET value = excluded.value, version = config.version + 1",
                    usher_db::params![module, written],
                )
            })
            .await;
        }
        let app = &self.app;
        app.settings.refresh(&app.parts.db).await.unwrap();
    }

    /// Makes an account called after the address's local part.
    pub(crate) async fn account(&self, email: &str, role: AppRole) -> AccountId {
        self.make(email, role, false).await
    }

    /// Makes a site administrator.
    pub(crate) async fn administrator(&self, email: &str) -> AccountId {
        self.make(email, AppRole::PrivateOnly, true).await
    }

    async fn make(&self, email: &str, role: AppRole, site_admin: bool) -> AccountId {
        let local = email.split('@').next().unwrap().to_owned();
        let new = NewAccount {
            email: email.parse().unwrap(),
            first_name: local.parse().unwrap(),
            last_name: Some("Member".parse().unwrap()),
            role,
            site_admin,
            password_hash: None,
        };
        let (now, app) = (self.now(), self.app.clone());
        self.write(move |tx| store::create(tx, &new, now, &*app.parts.entropy))
            .await
    }

    /// A browser in which the account is signed in.
    pub(crate) async fn signed_in(&self, account: AccountId) -> Browser {
        use crate::features::accounts::{NewSession, SessionSecret, begin_session};
        use crate::http::cookies::BrowserKey;
        let (now, parts) = (self.now(), &self.app.parts);
        let key = BrowserKey::draw(now, &*parts.entropy);
        let secret = SessionSecret::draw(now, &*parts.entropy);
        let until = now.after(std::time::Duration::from_hours(14 * 24));
        let new = NewSession {
            id: secret.id(),
            secret_mac: secret.mac(&parts.key),
            browser: key.mac(&parts.key),
            key: None,
            account: Some(account),
            expires_at: until,
        };
        self.write(move |tx| begin_session(tx, &new, now)).await;
        let mut browser = self.browser();
        browser.keep(&key.cookie());
        browser.keep(&secret.cookie(now, until));
        browser
    }
}
