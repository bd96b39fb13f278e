//! What the figures were measured on: the kind of machine, never its name.

use std::fs;
use std::process::Command;

/// The machine and the versions of everything that took part, a line each.
pub(crate) fn facts() -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    vec![
        ("processor", processor()),
        (
            "cores",
            format!(
                "{} (servers on core 0, load on core 1; this process sees {cores})",
                all_cores()
            ),
        ),
        ("memory", memory()),
        ("kernel", file("/proc/sys/kernel/osrelease")),
        (
            "congestion control",
            format!(
                "{} (under bbr, which paces, the ranges of nginx stall on the loopback: measure under cubic)",
                file("/proc/sys/net/ipv4/tcp_congestion_control")
            ),
        ),
        ("rustc", said("rustc", &["--version"])),
        ("node", said("node", &["--version"])),
        ("python", said("python3", &["--version"])),
        ("nginx", said("nginx", &["-v"])),
    ]
}

fn file(path: &str) -> String {
    fs::read_to_string(path)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn processor() -> String {
    let text = file("/proc/cpuinfo");
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = name.map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let virtual_machine = text.contains(" hypervisor");
    format!(
        "{name}{}",
        if virtual_machine {
            ", virtual machine"
        } else {
            ""
        }
    )
}

fn all_cores() -> usize {
    file("/proc/cpuinfo")
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count()
}

fn memory() -> String {
    let text = file("/proc/meminfo");
    let kilobytes = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .unwrap_or(0);
    format!("{} GiB", kilobytes.div_ceil(1 << 20))
}

/// The first line that a program says, on either output.
pub(crate) fn said(program: &str, args: &[&str]) -> String {
    let Ok(output) = Command::new(program).args(args).output() else {
        return "not there".to_owned();
    };
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&text)
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}
