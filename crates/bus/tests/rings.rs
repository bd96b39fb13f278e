//! What a watch hears, and what it does not.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Waker},
    thread,
};

use usher_bus::{Bus, Topic, Watch};
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::{AccountId, EntryId, InviteId},
};

/// Polls once, to see whether a watch would wait.
fn is_ready(future: impl Future) -> bool {
    pin!(future)
        .poll(&mut Context::from_waker(Waker::noop()))
        .is_ready()
}

fn entry(seed: u64) -> Topic {
    Topic::Entry(EntryId::new(
        Timestamp::from_secs(1),
        &SeededEntropy::new(seed),
    ))
}

#[test]
fn a_watch_hears_its_topics_and_no_others() {
    let bus = Bus::new();
    let mut watch = bus.watch(&[entry(1), Topic::Config]);
    bus.ring(&[entry(2)]);
    assert!(!watch.rang());
    bus.ring(&[entry(2), entry(1)]);
    assert!(watch.rang());
    bus.ring(&[Topic::Config]);
    assert!(watch.rang());
}

#[test]
fn the_same_id_under_another_kind_is_another_topic() {
    let bus = Bus::new();
    let (now, entropy) = (Timestamp::from_secs(1), SeededEntropy::new(1));
    let account = AccountId::new(now, &entropy);
    let mut watch = bus.watch(&[Topic::Account(account)]);
    bus.ring(&[
        Topic::Entry(EntryId::from_uuid(account.uuid())),
        Topic::Invite(InviteId::from_uuid(account.uuid())),
    ]);
    assert!(!watch.rang());
}

#[test]
fn several_rings_are_heard_as_one() {
    let bus = Bus::new();
    let mut watch = bus.watch(&[entry(1), Topic::Config]);
    bus.ring(&[entry(1), Topic::Config]);
    bus.ring(&[entry(1)]);
    assert!(watch.rang());
    assert!(!watch.rang());
    assert!(!is_ready(watch.wait()));
}

#[test]
fn a_watch_does_not_hear_what_rang_before_it() {
    let bus = Bus::new();
    bus.ring(&[Topic::Config]);
    assert!(!bus.watch(&[Topic::Config]).rang());
}

#[test]
fn everybody_who_watches_hears_it_and_hearing_it_takes_it_from_nobody() {
    let bus = Bus::new();
    let mut watches: Vec<_> = (0..100).map(|_| bus.watch(&[Topic::Config])).collect();
    bus.clone().ring(&[Topic::Config]);
    assert!(watches.iter_mut().all(Watch::rang));
}

#[test]
fn a_dropped_watch_takes_no_other_with_it() {
    let bus = Bus::new();
    let gone = bus.watch(&[Topic::Config]);
    let mut stays = bus.watch(&[Topic::Config]);
    drop(gone);
    bus.ring(&[Topic::Config]);
    assert!(stays.rang());
}

#[test]
fn giving_up_waiting_loses_no_ring() {
    let bus = Bus::new();
    let mut watch = bus.watch(&[Topic::Config]);
    assert!(!is_ready(watch.wait()));
    bus.ring(&[Topic::Config]);
    assert!(is_ready(watch.wait()));
    assert!(!is_ready(watch.wait()));
}

/// The watcher reads the truth after each ring and stops when it has seen the
/// last change: a single lost ring would leave it waiting for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_change_is_missed_however_ringing_and_listening_interleave() {
    const CHANGES: u64 = 20_000;
    let (bus, truth) = (Bus::new(), Arc::new(AtomicU64::new(0)));
    let mut watch = bus.watch(&[entry(1)]);
    let ringers: Vec<_> = (0..4)
        .map(|_| {
            let (bus, truth) = (bus.clone(), Arc::clone(&truth));
            thread::spawn(move || {
                for _ in 0..CHANGES / 4 {
                    truth.fetch_add(1, Ordering::SeqCst);
                    bus.ring(&[entry(1)]);
                }
            })
        })
        .collect();
    let mut seen = 0;
    while seen < CHANGES {
        watch.wait().await;
        seen = truth.load(Ordering::SeqCst);
    }
    for ringer in ringers {
        ringer.join().unwrap();
    }
}
