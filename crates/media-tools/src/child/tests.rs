//! The limits, tried with a script in the place of a program.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    process::Command,
    sync::mpsc,
    thread,
    time::Duration,
};

use super::{Keep, Limits, MORTAL, PATH, can_run};
use crate::{MediaError, Program, Tools};

const TIGHT: Limits = Limits {
    memory: 256 << 20,
    cpu: Duration::from_secs(1),
    wall: Duration::from_secs(10),
    file: 1 << 20,
};

/// Runs `script` as if it were ffmpeg; gives what it printed.
async fn run(script: &str, limits: Limits) -> Result<String, MediaError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("script"), script).unwrap();
    std::os::unix::fs::symlink("/bin/sh", folder.path().join("ffmpeg")).unwrap();
    let tools = Tools::find_in(folder.path().as_os_str());
    let mut printed = Keep::up_to(1 << 20);
    let arguments = ["script", "a b"];
    tools
        .run(
            Program::Ffmpeg,
            arguments,
            folder.path(),
            limits,
            &mut printed,
        )
        .await?;
    Ok(String::from_utf8(printed.bytes).unwrap())
}

#[tokio::test]
async fn a_full_disk_is_told_from_a_bad_file_also_by_a_child_that_ends_well() {
    let says = "echo 'Error closing file out.mp4: No space left on device' >&2";
    for end in ["exit 0", "exit 1"] {
        let ended = run(&format!("{says}; {end}"), TIGHT).await;
        assert!(
            matches!(ended, Err(MediaError::DiskFull)),
            "{end}: {ended:?}"
        );
    }
    run("echo 'something else' >&2; exit 0", TIGHT)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_child_sees_no_environment_and_no_input_of_ours() {
    let seen = run("env; echo \"args $*\"; wc -c; nice", TIGHT)
        .await
        .unwrap();
    let names: Vec<_> = seen
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0))
        .filter(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name))
        .collect();
    assert_eq!(names.len(), 4, "{seen}");
    for name in ["PATH", "LC_ALL", "TMPDIR", "MALLOC_ARENA_MAX"] {
        assert!(names.contains(&name), "{seen}");
    }
    // Ten steps behind whoever runs this test, as far down as it goes.
    let ours = Command::new("nice").output().unwrap().stdout;
    let ours: i32 = String::from_utf8(ours).unwrap().trim().parse().unwrap();
    let behind = (ours + 10).min(19);
    assert!(
        seen.ends_with(&format!("args a b\n0\n{behind}\n")),
        "{seen}"
    );
}

#[tokio::test]
async fn a_child_that_never_ends_is_ended() {
    let busy = run("while :; do :; done", TIGHT).await.unwrap_err();
    assert_eq!(busy.code(), "timed_out");
    let wall = Duration::from_millis(300);
    let idle = run("exec sleep 600", Limits { wall, ..TIGHT }).await;
    assert_eq!(idle.unwrap_err().code(), "timed_out");
}

#[tokio::test]
async fn a_child_gets_no_more_memory_or_room_than_it_was_given() {
    let limits = run("ulimit -v; ulimit -f; ulimit -c; ulimit -n", TIGHT)
        .await
        .unwrap();
    let limits: Vec<u64> = limits.lines().map(|line| line.parse().unwrap()).collect();
    assert_eq!(limits, [256 << 10, (1 << 20) / 512, 0, 64]);
    let hungry = run(
        "exec head -c 1000000000 /dev/zero | tail -c 1000000000",
        TIGHT,
    )
    .await;
    assert!(hungry.is_err());
    let long = run("exec head -c 2000000 /dev/zero > out", TIGHT).await;
    assert_eq!(long.unwrap_err().code(), "too_big");
}

#[tokio::test]
async fn a_child_that_talks_without_end_is_not_listened_to() {
    let flood = run("exec yes", TIGHT).await.unwrap_err();
    assert_eq!(flood.code(), "too_big");
    let complaints = run("yes | head -c 300000 >&2; echo done", TIGHT).await;
    assert_eq!(complaints.unwrap(), "done\n");
}

#[tokio::test]
async fn what_the_system_cannot_do_is_told_from_what_it_can() {
    let empty = tempfile::tempdir().unwrap();
    let nowhere = empty.path().to_str().unwrap();
    assert!(!can_run(nowhere, &MORTAL).await.unwrap());
    assert!(!can_run(PATH, &["false"]).await.unwrap());
    assert!(can_run(PATH, &["nice"]).await.unwrap());
    let cut_off = ["sh", "-c", "kill -KILL $$"];
    assert!(can_run(PATH, &cut_off).await.is_err());
}

/// A thread ends in the place of a server that is killed: neither tidies up.
#[test]
fn a_child_ends_with_whoever_started_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let script = format!(
        "exec 3>'{}'; echo begun >&3; sleep 20 3>&-; echo went on >&3",
        pipe.display()
    );
    let (end, ended) = mpsc::channel();
    let starter = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let task = runtime.spawn(async move { run(&script, TIGHT).await });
        runtime
            .block_on(async { tokio::task::spawn_blocking(move || ended.recv()).await })
            .unwrap()
            .unwrap();
        std::mem::forget((runtime, task));
    });
    // Open for reading until the child, the only one to write, is gone.
    let mut said = BufReader::new(File::open(&pipe).unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert_eq!(line, "begun\n");
    end.send(()).unwrap();
    starter.join().unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}
