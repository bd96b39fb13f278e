//! nginx, one worker: files as they are, and files behind a question to a trivial back end.

use std::fs;
use std::path::Path;

use crate::process::{PATIENCE, Server, pinned};
use crate::stopwatch::Stopwatch;
use crate::usher::Places;

/// How it serves.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Serving {
    /// Whoever asks, with `tcp_nopush` on or off.
    Everybody { nopush: bool },
    /// Whoever a back end has said yes to, asked for each request: over a connection of its own, as
    /// nginx does unless told otherwise, or over one that is kept.
    AfterAsking { kept: bool },
}

/// A running nginx, and where there is one the back end it asks: another nginx, which answers from
/// memory and does nothing else. What both use counts.
pub(crate) struct Nginx(pub(crate) Server);

/// Starts both, and stops both when it is stopped.
const BOTH: &str = "nginx -p \"$1\" -c \"$1/behind.conf\" & behind=$!
nginx -p \"$1\" -c \"$1/nginx.conf\" & front=$!
trap 'kill $behind $front' TERM
wait; wait";

impl Nginx {
    /// Serves the files of `folder`.
    pub(crate) fn start(places: &Places, folder: &Path, serving: Serving) -> Result<Self, String> {
        let place = places.at("nginx");
        fs::create_dir_all(&place).map_err(|why| why.to_string())?;
        let (address, behind) = (super::free_address()?, super::free_address()?);
        let nopush = match serving {
            Serving::Everybody { nopush: true } => "on",
            // With it, answers after a question wait 200 ms for more to come at times.
            Serving::Everybody { nopush: false } | Serving::AfterAsking { .. } => "off",
        };
        let kept = match serving {
            Serving::AfterAsking { kept: true } => {
                "proxy_http_version 1.1; proxy_set_header Connection \"\";"
            }
            Serving::AfterAsking { kept: false } | Serving::Everybody { .. } => "",
        };
        let location = match serving {
            Serving::Everybody { .. } => "",
            Serving::AfterAsking { .. } => "auth_request /may;",
        };
        let front = format!(
            "upstream behind {{ server {behind}; keepalive 64; keepalive_requests 100000000; }}
  server {{
    listen {address};
    root {root};
    location / {{ {location} }}
    location = /may {{
      internal;
      proxy_pass http://behind;
      proxy_pass_request_body off;
      proxy_set_header Content-Length \"\";
      {kept}
    }}
  }}",
            root = folder.display(),
        );
        let back = format!("server {{ listen {behind}; location / {{ return 204; }} }}");
        for (name, servers) in [("nginx", front), ("behind", back)] {
            let file = place.join(format!("{name}.conf"));
            fs::write(&file, whole(&place, name, nopush, &servers))
                .map_err(|why| why.to_string())?;
        }
        let command = match serving {
            Serving::Everybody { .. } => {
                let mut command = pinned("nginx");
                command
                    .arg("-p")
                    .arg(&place)
                    .arg("-c")
                    .arg(place.join("nginx.conf"));
                command
            }
            Serving::AfterAsking { .. } => {
                let mut command = pinned("sh");
                command.args(["-c", BOTH, "sh"]).arg(&place);
                command
            }
        };
        Server::start("nginx", command, address, &place.join("said.log")).map(Self)
    }
}

/// Starts the hub and nginx before it, and stops both when it is stopped.
const HUB_BEHIND: &str = "\"$2\" serve --listen \"$3\" --data \"$4\" & behind=$!
nginx -p \"$1\" -c \"$1/nginx.conf\" & front=$!
trap 'kill $behind $front' TERM
wait; wait";

/// The hub behind an nginx that sends the pieces it allows (ADR 0058). What both use counts.
pub(crate) fn before_usher(places: &Places, data: &Path) -> Result<Server, String> {
    let place = places.at("nginx");
    fs::create_dir_all(&place).map_err(|why| why.to_string())?;
    let (address, behind) = (super::free_address()?, super::free_address()?);
    let server = format!(
        "upstream behind {{ server {behind}; keepalive 64; keepalive_requests 100000000; }}
  server {{
    listen {address};
    location / {{
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_buffering off;
    }}
    location /usher-media/ {{ internal; alias {media}/; etag off; }}
  }}",
        media = data.join("media").display(),
    );
    fs::write(
        place.join("nginx.conf"),
        whole(&place, "nginx", "off", &server),
    )
    .map_err(|why| why.to_string())?;
    let mut command = pinned("sh");
    command
        .args(["-c", HUB_BEHIND, "sh"])
        .arg(&place)
        .arg(places.binary())
        .arg(behind.to_string())
        .arg(data)
        .env("USHER_BASE_URL", "http://127.0.0.1/")
        .env("USHER_TRUSTED_PROXIES", "127.0.0.1")
        .env("USHER_NGINX_LOCATION", "/usher-media/")
        .env("USHER_LOG_LEVEL", "warn");
    let log = place.join("said.log");
    let server = Server::start("nginx before usher", command, address, &log)?;
    let watch = Stopwatch::start();
    while std::net::TcpStream::connect(behind).is_err() {
        if watch.elapsed() > PATIENCE {
            let said = fs::read_to_string(&log).unwrap_or_default();
            return Err(format!("usher did not come up: {}", said.trim()));
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Ok(server)
}

/// A configuration with these servers.
fn whole(place: &Path, name: &str, nopush: &str, servers: &str) -> String {
    format!(
        "worker_processes 1;
daemon off;
pid {place}/{name}.pid;
error_log {place}/{name}.log warn;
{user}
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush {nopush};
  tcp_nodelay on;
  open_file_cache max=64;
  keepalive_requests 100000000;
  types {{ }}
  default_type video/mp4;
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  {servers}
}}
",
        place = place.display(),
        // Folders of the hub are its user's alone, and as root its workers would be somebody else.
        user = if rustix::process::geteuid().is_root() {
            "user root;"
        } else {
            ""
        },
    )
}
