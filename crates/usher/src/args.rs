//! The command line. These texts are the manual: `usher --help`,
//! `usher <command> --help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{
    commands::{admin, audit, backup, demo, doctor, invite, migrate, restore, serve},
    settings::Asked,
};

/// Usher: people are invited to media, and get in.
///
/// Everything that Usher keeps lies in one data folder: the database, the key file and the media.
/// Settings come from a TOML file, are overlaid by USHER_… variables of the environment, and those by
/// the options of the command line.
#[derive(Debug, Parser)]
#[command(name = "usher", version, after_long_help = SETTINGS, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(serve::Options),
    Demo(demo::Options),
    Doctor(doctor::Options),
    Migrate(migrate::Options),
    Backup(backup::Options),
    Restore(restore::Options),
    Admin(admin::Options),
    Invite(invite::Options),
    Audit(audit::Options),
    /// Say which version this is
    Version,
}

/// Where the settings are; every command takes these.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// The configuration file (also USHER_CONFIG) [default: usher.toml in the data folder, if there]
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// The data folder (also USHER_DATA) [default: usher-data below the current folder]
    #[arg(long, value_name = "DIR", global = true)]
    data: Option<PathBuf>,
}

impl Where {
    /// What these options say about the settings.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            config: self.config.clone(),
            data: self.data.clone(),
            listen: None,
        }
    }
}

/// Where the settings are, and where to listen.
#[derive(Clone, Debug, Args)]
pub(crate) struct WhereAndListen {
    #[command(flatten)]
    place: Where,
    /// The IP address and port to listen on; port 0 picks a free one (also USHER_LISTEN)
    /// [default: 127.0.0.1:8484]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
}

impl WhereAndListen {
    /// What these options say about the settings.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            listen: self.listen.clone(),
            ..self.place.asked()
        }
    }
}

const SETTINGS: &str = r#"Settings (in the file; in the environment as USHER_ and the name in capitals):

  data = "/var/lib/usher"           The data folder.
  listen = "127.0.0.1:8484"         The IP address and port to listen on.
  base_url = "https://media.uni.edu"
                                    Where people reach the hub; every link starts with it. Needed
                                    unless listen is this machine only. It must be https, which a
                                    proxy in front of Usher speaks, unless its host is this machine.
  database = "sqlite"               In the data folder, or on a PostgreSQL server (14 or newer) as
                                    "postgres://usher@db.uni.edu/usher?sslmode=require".
  database_password_file = "/etc/usher/database-password"
                                    Its password, unless it stands in the address.
  key_file = "/etc/usher/key"       The key that secrets are hashed under, readable by Usher alone.
                                    Made on first start [default: usher.key in the data folder].
  trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]
                                    Whose X-Forwarded-For is believed [default: nobody's].
  nginx_location = "/usher-media/"  Have nginx send pieces of films: its internal location for the
                                    folder media in the data folder [default: Usher sends them].
  max_upload_bytes = 17179869184    The largest file that may be uploaded.
  time_zone = "Europe/Vienna"       For readers whose own zone is not known [default: UTC].

  [s3]                              To keep media in a bucket that speaks the S3 API.
  endpoint = "https://s3.eu-central-1.amazonaws.com"
  bucket = "usher-media"            This site's alone.
  region = "eu-central-1"           [default: us-east-1]
  addressing = "path"               Where the bucket's name goes: path or host.
  access_key = "AKIA…"              The id of the key that may use it.
  secret_key_file = "/etc/usher/s3-key"
                                    The key itself, on the first line, readable by Usher alone.
  kept_bytes = 21474836480          How much is kept on this machine's disk as well.
  downloads = "usher"               Who sends whole files: usher, or the bucket, by an address that
                                    is good for a minute and cannot be taken back.

  [tls]                             To speak https without a proxy; read again when it changes.
  certificate = "/etc/usher/cert.pem"
                                    Yours first, then those of who signed it.
                                    (USHER_TLS_CERTIFICATE)
  key = "/etc/usher/key.pem"        Unencrypted, readable by Usher alone. (USHER_TLS_KEY)

  [log]                             To stderr. (USHER_LOG_FORMAT, USHER_LOG_LEVEL)
  format = "pretty"                 pretty or json.
  level = "info"                    error, warn, info, debug or trace.

Exit codes: 0 done, 1 it could not be done, 2 it was asked or configured wrongly."#;

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::settings::keys;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_manual_names_every_setting() {
        for key in keys::ALL {
            let name = key.name.rsplit('.').next().expect("a name");
            assert!(SETTINGS.contains(&format!("{name} = ")), "{}", key.name);
        }
    }

    #[test]
    fn a_password_is_no_argument() {
        for line in [
            "usher admin passwd ann@uni.edu --password x",
            "usher admin passwd ann@uni.edu x",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
