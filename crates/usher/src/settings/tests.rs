//! The layers together, and the sentence for every value that cannot be.

use std::{fs, path::Path};

use super::*;

fn load_with(asked: &Asked, variables: &[(&str, &str)]) -> Outcome<Settings> {
    load(
        asked,
        variables
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.to_owned())),
    )
}

/// What `text` in a configuration file is answered.
fn refusal_of(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("c.toml");
    fs::write(&config, text).expect("written");
    let asked = Asked {
        config: Some(config.clone()),
        ..Asked::default()
    };
    let told = load_with(&asked, &[]).expect_err(text).to_string();
    told.replace(&config.display().to_string(), "c.toml")
}

#[test]
fn nothing_said_means_this_machine_only() {
    let settings = load_with(&Asked::default(), &[]).expect("defaults are valid");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8484");
    assert_eq!(settings.data.root(), Path::new("usher-data"));
    assert_eq!(settings.key_file, Path::new("usher-data/usher.key"));
    assert_eq!(settings.base_url, BaseUrl::FollowsListen);
    assert_eq!(settings.time_zone, "UTC");
    assert_eq!(
        settings.log,
        LogSettings {
            format: Format::Pretty,
            level: Level::Info
        }
    );
    assert!(
        settings.trusted_proxies.is_empty(),
        "nobody is believed unasked"
    );
}

#[test]
fn the_environment_overlays_the_file_and_the_command_line_both() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("usher.toml"),
        "listen = '127.0.0.1:1'\ntime_zone = 'Europe/Vienna'\n[log]\nlevel = 'warn'\nformat = 'json'",
    )
    .expect("written");
    let asked = Asked {
        data: Some(folder.path().to_owned()),
        listen: Some("127.0.0.1:3".to_owned()),
        ..Asked::default()
    };
    let variables = [
        ("USHER_LISTEN", "127.0.0.1:2"),
        ("USHER_LOG_LEVEL", "debug"),
    ];
    let settings = load_with(&asked, &variables).expect("valid");
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(
        settings.log,
        LogSettings {
            format: Format::Json,
            level: Level::Debug
        }
    );
    assert_eq!(settings.time_zone, "Europe/Vienna");
    assert_eq!(settings.file, Some(folder.path().join("usher.toml")));
}

#[test]
fn a_file_in_the_data_folder_cannot_move_the_data_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("usher.toml"), "data = '/elsewhere'").expect("written");
    let asked = Asked {
        data: Some(folder.path().to_owned()),
        ..Asked::default()
    };
    let told = load_with(&asked, &[]).expect_err("refused").to_string();
    assert!(
        told.contains("cannot say where the data folder is"),
        "{told}"
    );
}

#[test]
fn a_named_file_may_say_where_the_data_folder_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("site.toml");
    fs::write(&config, "data = 'kept'").expect("written");
    let config_variable = config.display().to_string();
    let settings =
        load_with(&Asked::default(), &[("USHER_CONFIG", &config_variable)]).expect("valid");
    assert_eq!(settings.data.root(), folder.path().join("kept"));
}

#[test]
fn a_named_file_that_is_not_there_is_refused() {
    let asked = Asked {
        config: Some("/nowhere/usher.toml".into()),
        ..Asked::default()
    };
    let told = load_with(&asked, &[]).expect_err("refused").to_string();
    assert!(told.starts_with("The configuration file /nowhere/usher.toml cannot be read"));
}

#[test]
fn https_may_listen_for_a_proxy_on_another_machine() {
    let variables = [
        ("USHER_LISTEN", "0.0.0.0:8484"),
        ("USHER_BASE_URL", "https://media.uni.edu"),
    ];
    assert!(load_with(&Asked::default(), &variables).is_ok());
}

#[test]
fn each_value_that_cannot_be_has_its_sentence() {
    for (text, expected) in [
        (
            "listen = '8484'",
            "listen in c.toml is \"8484\". Write an IP address and a port, such as 127.0.0.1:8484 or \
             [::1]:8484.",
        ),
        (
            "listen = '0.0.0.0:80'",
            "Usher would listen on 0.0.0.0:80, which other machines can reach, so it must know the \
             address that people type. Set base_url (or USHER_BASE_URL) to it, for example \
             https://media.uni.edu.",
        ),
        (
            "listen = '0.0.0.0:80'\nbase_url = 'http://localhost'",
            "Usher would listen on 0.0.0.0:80, which other machines can reach, by plain http: links and \
             cookies would travel unprotected. Let a proxy speak https and set base_url to its address, \
             or listen on this machine only, such as 127.0.0.1:80.",
        ),
        (
            "base_url = 'http://media.uni.edu'",
            "base_url in c.toml is \"http://media.uni.edu\", but plain http is for this machine only: \
             links and cookies would travel unprotected. Write for example https://media.uni.edu.",
        ),
        (
            "database = 'postgres://ann:hunter2@db'",
            "database in c.toml is not the address of a PostgreSQL database: it names no database, as in \
             postgres://usher@localhost/usher.",
        ),
        (
            "database = 'oracle'",
            "database in c.toml is not a database that Usher knows. Write sqlite, or an address such as \
             postgres://usher@db.uni.edu/usher.",
        ),
        (
            "trusted_proxies = ['proxy.uni.edu']",
            "trusted_proxies in c.toml is \"proxy.uni.edu\". Write IP addresses or blocks of them, such \
             as 127.0.0.1 or 10.0.0.0/8.",
        ),
        (
            "nginx_location = 'media'",
            "nginx_location in c.toml is \"media\". Write the internal location of your nginx with a \
             slash at both ends, such as /usher-media/.",
        ),
        (
            "trusted_proxies = ['0.0.0.0/0']",
            "trusted_proxies in c.toml is \"0.0.0.0/0\". It would believe anybody about where a request \
             comes from. Write the addresses of your proxies only.",
        ),
        (
            "max_upload_bytes = -1",
            "max_upload_bytes in c.toml is -1. Write a number of bytes between 1048576 and \
             1099511627776.",
        ),
        (
            "time_zone = 'Vienna'",
            "time_zone in c.toml is \"Vienna\". Write the name of a time zone, such as Europe/Vienna or \
             UTC (on Debian they come with the package tzdata).",
        ),
        (
            "[log]\nformat = 'xml'",
            "log.format in c.toml is \"xml\". Write json or pretty.",
        ),
        (
            "[log]\nlevel = 'loud'",
            "log.level in c.toml is \"loud\". Write error, warn, info, debug or trace.",
        ),
        (
            "key_file = '/'",
            "key_file in c.toml is /, which is a folder. Name the file itself.",
        ),
    ] {
        assert_eq!(refusal_of(text), expected, "{text}");
    }
}
