//! Debian packages, through apt-get where we may.

use std::path::Path;

use crate::child::Child;
use crate::repository::on_path;
use crate::say;

/// A package and how to see that it is there.
pub(crate) struct Package {
    name: &'static str,
    purpose: &'static str,
    sign: Sign,
}

enum Sign {
    Program(&'static str),
    File(&'static str),
    /// A module of Python.
    Module(&'static str),
    /// Something that is found in more places than one.
    Found(fn() -> bool),
}

/// What turns uploads into posters, renditions and pages.
const FFMPEG: Package = Package {
    name: "ffmpeg",
    purpose: "encodes the demo's media",
    sign: Sign::Program("ffmpeg"),
};
const POPPLER: Package = Package {
    name: "poppler-utils",
    purpose: "reads documents",
    sign: Sign::Program("pdftoppm"),
};

const NGINX: Package = Package {
    name: "nginx-light",
    purpose: "serves files before and beside us",
    sign: Sign::File("/usr/sbin/nginx"),
};

/// What the demo works best with.
pub(crate) const DEMO: &[Package] = &[FFMPEG, POPPLER];

/// What the tests need: the demo's packages, what reads office files, two browsers, a proxy, PostgreSQL, a mail server, and letters for names in every script.
pub(crate) const TEST: &[Package] = &[
    FFMPEG,
    POPPLER,
    NGINX,
    Package {
        name: "libreoffice-writer-nogui",
        purpose: "makes PDFs of texts",
        sign: Sign::File("/usr/lib/libreoffice/program/libswlo.so"),
    },
    Package {
        name: "libreoffice-calc-nogui",
        purpose: "makes PDFs of tables",
        sign: Sign::File("/usr/lib/libreoffice/program/libsclo.so"),
    },
    Package {
        name: "libreoffice-impress-nogui",
        purpose: "makes PDFs of presentations",
        sign: Sign::File("/usr/lib/libreoffice/program/libsdlo.so"),
    },
    Package {
        name: "bubblewrap",
        purpose: "gives what reads office files a room of its own",
        sign: Sign::Program("bwrap"),
    },
    Package {
        // Chromium without a window of its own to draw, which took half of the stories' time.
        name: "chromium-headless-shell",
        purpose: "the browser of the stories",
        sign: Sign::Program("chromium-headless-shell"),
    },
    Package {
        // It decodes films with the libraries of ffmpeg, which is there already.
        name: "firefox-esr",
        purpose: "the other browser of the stories",
        sign: Sign::Program("firefox-esr"),
    },
    Package {
        name: "postgresql",
        purpose: "the other database engine",
        sign: Sign::Found(|| usher_test_postgres::Binaries::find().is_some()),
    },
    Package {
        name: "python3-aiosmtpd",
        purpose: "the mail server of the stories",
        // Found by its file: the first python3 of the path may be another than Debian's.
        sign: Sign::File("/usr/lib/python3/dist-packages/aiosmtpd/__init__.py"),
    },
    Package {
        name: "fonts-dejavu-core",
        purpose: "Latin, Greek, Cyrillic letters",
        sign: Sign::File("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    },
    Package {
        name: "fonts-noto-core",
        purpose: "letters of most other scripts",
        sign: Sign::File("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"),
    },
    Package {
        name: "fonts-droid-fallback",
        purpose: "Chinese, Japanese, Korean letters",
        sign: Sign::File("/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf"),
    },
];

/// What the bench compares with, beside what comes from npm and PyPI.
pub(crate) const BENCH: &[Package] = &[
    FFMPEG,
    NGINX,
    Package {
        name: "python3-venv",
        purpose: "holds Django",
        sign: Sign::Module("ensurepip"),
    },
    Package {
        name: "util-linux",
        purpose: "pins processes to cores",
        sign: Sign::Program("taskset"),
    },
];

impl Package {
    fn is_there(&self) -> bool {
        match self.sign {
            Sign::Program(name) => on_path(name),
            Sign::File(path) => Path::new(path).is_file(),
            Sign::Found(find) => find(),
            Sign::Module(name) => {
                let import = format!("import {name}");
                Child::new(Path::new("/"), "python3", &["-c", &import]).succeeds()
            }
        }
    }
}

/// Installs what is missing; `Err` names what still is, and how to install it.
pub(crate) fn install(wanted: &[Package]) -> Result<(), String> {
    let lacking = missing(wanted);
    if lacking.is_empty() {
        say::note("Debian packages: all there");
        return Ok(());
    }
    for package in &lacking {
        say::note(&format!("missing: {} ({})", package.name, package.purpose));
    }
    let names: Vec<_> = lacking.iter().map(|package| package.name).collect();
    if let Some(installer) = Installer::find() {
        installer.install(&names);
    } else {
        say::note("not installing them: neither root nor password-less sudo with apt-get");
    }
    let left: Vec<_> = missing(wanted).iter().map(|package| package.name).collect();
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "please run: sudo apt-get install {}",
            left.join(" ")
        ))
    }
}

fn missing(wanted: &[Package]) -> Vec<&Package> {
    wanted
        .iter()
        .filter(|package| !package.is_there())
        .collect()
}

/// The words before `apt-get …` that give us the right to install.
struct Installer(&'static [&'static str]);

impl Installer {
    fn find() -> Option<Self> {
        let here = Path::new("/");
        if !on_path("apt-get") {
            None
        } else if Child::new(here, "id", &["-u"])
            .output()
            .is_ok_and(|id| id.trim() == "0")
        {
            Some(Self(&["env"]))
        } else if Child::new(here, "sudo", &["-n", "true"]).succeeds() {
            Some(Self(&["sudo", "-n", "env"]))
        } else {
            None
        }
    }

    fn install(&self, names: &[&str]) {
        say::note(&format!("installing {} with apt-get", names.join(", ")));
        let patience = [
            "-q",
            "-o",
            "Acquire::Retries=3",
            "-o",
            "DPkg::Lock::Timeout=120",
        ];
        // A list that is out of date may still know the packages: go on, the second command decides.
        let _ = self.apt_get(&[&patience[..], &["update"]].concat());
        if let Err(why) = self.apt_get(
            &[
                &patience[..],
                &["install", "-y", "--no-install-recommends"],
                names,
            ]
            .concat(),
        ) {
            say::note(&why);
        }
    }

    fn apt_get(&self, args: &[&str]) -> Result<(), String> {
        let words = [self.0, &["DEBIAN_FRONTEND=noninteractive", "apt-get"], args].concat();
        match words.split_first() {
            Some((program, rest)) => Child::new(Path::new("/"), program, rest).run(),
            None => Ok(()),
        }
    }
}
