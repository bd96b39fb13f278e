//! nginx, one worker: files as they are, and files behind a question to a trivial back end.

use std::fs;
use std::path::Path;

use crate::process::{Server, pinned};
use crate::usher::Places;

/// How it serves.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Serving {
    /// Whoever asks, with `tcp_nopush` on or off.
    Everybody { nopush: bool },
    /// Whoever a back end has said yes to, asked for each request.
    AfterAsking,
}

/// A running nginx.
pub(crate) struct Nginx(pub(crate) Server);

impl Nginx {
    /// Serves the file `film` of `folder`.
    pub(crate) fn start(places: &Places, folder: &Path, serving: Serving) -> Result<Self, String> {
        let place = places.at("nginx");
        fs::create_dir_all(&place).map_err(|why| why.to_string())?;
        let (address, behind) = (super::free_address()?, super::free_address()?);
        let nopush = match serving {
            Serving::Everybody { nopush: false } => "off",
            Serving::Everybody { nopush: true } | Serving::AfterAsking => "on",
        };
        let location = match serving {
            Serving::Everybody { .. } => String::new(),
            Serving::AfterAsking => "auth_request /may;".to_owned(),
        };
        let text = format!(
            "worker_processes 1;
daemon off;
pid {place}/pid;
error_log {place}/error.log warn;
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
  upstream behind {{ server {behind}; keepalive 64; keepalive_requests 100000000; }}
  server {{
    listen {address};
    root {root};
    location / {{ {location} }}
    location = /may {{
      internal;
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_pass_request_body off;
      proxy_set_header Content-Length \"\";
    }}
  }}
  server {{ listen {behind}; location / {{ return 204; }} }}
}}
",
            place = place.display(),
            root = folder.display(),
        );
        let file = place.join("nginx.conf");
        fs::write(&file, text).map_err(|why| why.to_string())?;
        let mut command = pinned("nginx");
        command.arg("-p").arg(&place).arg("-c").arg(&file);
        Server::start("nginx", command, address, &place.join("said.log")).map(Self)
    }
}
