//! What every request can reach: the parts the binary wired together.

use std::{ops::Deref, sync::Arc};

use metrics_exporter_prometheus::PrometheusHandle;
use url::Url;
use usher_blob::Blobs;
use usher_bus::Bus;
use usher_db::Db;
use usher_domain::{
    clock::{Clock, Entropy, Timestamp},
    invite::SecretKey,
};
use usher_media_tools::Tools;
use usher_outbound::Outbound;

use crate::{
    features::{
        admin::Settings,
        attendance::Attendance,
        openid::Discovered,
        playback::Playback,
        quiz::{Fonts, Unprinted},
    },
    http::{assets::Assets, limits::Budgets, network::Network},
    sealed::Sealer,
    words::{Catalogue, Words},
};

/// What the administrator of the machine decided, as opposed to the console.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where people reach the hub. Every link starts with it; a request for
    /// any other host is refused.
    pub base_url: Url,
    /// The largest file that may be uploaded, in bytes.
    pub max_upload_bytes: u64,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// The internal location of the proxy, an nginx, below which it finds the folder of
    /// media bytes: short pieces of films are its to send. `/…/`.
    pub nginx_location: Option<String>,
    /// Whether whole files are fetched from the bucket itself, where there is one.
    pub downloads_from_bucket: bool,
    /// The zone that times are shown in where the reader's is not known
    /// (an IANA name).
    pub time_zone: String,
}

/// The parts the binary hands over.
pub struct Parts {
    /// Truth.
    pub db: Db,
    /// Doorbells.
    pub bus: Bus,
    /// Media bytes.
    pub blobs: Blobs,
    /// ffmpeg and its kin.
    pub tools: Tools,
    /// Where fonts are for what the embedded one has not.
    pub fonts: Fonts,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where secrets and ids are drawn from.
    pub entropy: Arc<dyn Entropy>,
    /// The key that secrets are hashed under; never in the database.
    pub key: SecretKey,
    /// What a conversation with a mail server may cost.
    pub mail: usher_mail::Limits,
    /// The machine's settings.
    pub site: Site,
    /// What `/metrics` renders; the binary installs the recorder.
    pub figures: PrometheusHandle,
}

/// The running hub; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What an [`App`] holds; reached through it.
pub struct Inner {
    /// The parts the binary handed over.
    pub parts: Parts,
    /// Every sentence, by language.
    pub words: Catalogue,
    /// Styles, scripts and icons.
    pub assets: Assets,
    /// What the console decided, as last read.
    pub settings: Arc<Settings>,
    /// Budgets for failures, by network, browser and address.
    pub budgets: Budgets,
    /// The one way in which the hub itself asks other servers.
    pub outbound: Outbound,
    /// What OpenID Connect providers said of themselves.
    pub openid: Discovered,
    /// What playback remembers: open event streams, plays counted lately.
    pub playback: Playback,
    /// Who is here, until it is written.
    pub attendance: Attendance,
    /// What of quizzes on paper no font was found to have.
    pub unprinted: Unprinted,
}

impl App {
    /// Wires the parts together and reads the configuration. The database must
    /// be migrated already.
    pub async fn open(parts: Parts) -> Result<Self, usher_db::Error> {
        let app = Self::wire(parts);
        app.settings.refresh(&app.parts.db).await?;
        Ok(app)
    }

    /// Wires the parts together, with the configuration of a fresh site.
    pub(crate) fn wire(parts: Parts) -> Self {
        let settings = Arc::new(Settings::default());
        Self(Arc::new(Inner {
            words: Catalogue::load(),
            assets: Assets::load(),
            budgets: Budgets::new(&parts.clock, &settings),
            settings,
            outbound: Outbound::new(usher_outbound::Limits::default()),
            openid: Discovered::default(),
            playback: Playback::default(),
            attendance: Attendance::default(),
            unprinted: Unprinted::default(),
            parts,
        }))
    }

    /// The largest file that may be uploaded, in bytes: by the server's settings and the site's.
    pub fn max_upload_bytes(&self) -> u64 {
        let server = self.parts.site.max_upload_bytes;
        self.settings.now().my_media.max_upload(server)
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    /// The words for a reader: in the first of the `wanted` languages that the site offers, else
    /// in what the browser accepts, else in the site's own.
    pub fn speak<'a>(
        &self,
        wanted: impl IntoIterator<Item = &'a str>,
        accept_language: Option<&str>,
    ) -> Words {
        let site = self.settings.now();
        self.words.of_site(&site, wanted, accept_language)
    }

    /// What seals under the hub's key.
    pub fn sealer(&self) -> Sealer {
        Sealer::new(self.parts.key.clone(), self.parts.entropy.clone())
    }

    /// An absolute address on this hub: `path` starts with a slash.
    pub fn link(&self, path: &str) -> String {
        let base = self.parts.site.base_url.as_str().trim_end_matches('/');
        format!("{base}{path}")
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
