//! Rings between nodes, over a channel that can be cut.

use std::{sync::Arc, time::Duration};

use parking_lot::{Mutex, MutexGuard};
use tokio::{
    sync::{broadcast, oneshot, watch},
    task::JoinHandle,
    time,
};
use usher_bus::{Broken, Bus, Exchange, Line, Node, NodeId, Reach, Topic, Watch};
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::EntryId,
};

/// A channel in memory.
#[derive(Clone)]
struct Hall(Arc<Mutex<State>>);

struct State {
    /// `None` while it is cut.
    said: Option<broadcast::Sender<String>>,
    /// Whether a node without a line can still speak.
    back_door: Option<broadcast::Sender<String>>,
    /// Whether what is said is carried.
    deaf: bool,
}

impl Hall {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            said: Some(broadcast::channel(1024).0),
            back_door: None,
            deaf: false,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock()
    }

    /// One node's way in, that can be closed for it alone.
    fn door(&self) -> Door {
        Door {
            hall: self.clone(),
            open: Arc::new(watch::channel(true).0),
        }
    }
}

#[derive(Clone)]
struct Door {
    hall: Hall,
    open: Arc<watch::Sender<bool>>,
}

struct Wire {
    hall: Hall,
    said: broadcast::Sender<String>,
    heard: broadcast::Receiver<String>,
    open: watch::Receiver<bool>,
}

impl Door {
    /// Breaks this node's line, and every one it tries, until [`Door::open`].
    fn shut(&self) {
        self.open.send_replace(false);
    }

    fn open(&self) {
        self.open.send_replace(true);
    }
}

impl Exchange for Door {
    type Line = Wire;

    async fn dial(&self) -> Result<Wire, Broken> {
        let state = self.hall.state();
        if !*self.open.borrow() {
            return Err(Broken("shut".into()));
        }
        let said = state.said.clone().ok_or(Broken("cut".into()))?;
        Ok(Wire {
            hall: self.hall.clone(),
            heard: said.subscribe(),
            said,
            open: self.open.subscribe(),
        })
    }

    async fn say_otherwise(&self, words: String) -> Result<(), Broken> {
        match &self.hall.state().back_door {
            Some(said) => said
                .send(words)
                .map(drop)
                .map_err(|_| Broken("away".into())),
            None => Err(Broken("away".into())),
        }
    }
}

impl Line for Wire {
    async fn say(&mut self, words: String) -> Result<(), Broken> {
        if !self.hall.state().deaf {
            self.said.send(words).map_err(|_| Broken("away".into()))?;
        }
        Ok(())
    }

    async fn hear(&mut self) -> Result<String, Broken> {
        tokio::select! {
            heard = self.heard.recv() => heard.map_err(|_| Broken("cut".into())),
            _ = self.open.wait_for(|open| !open) => Err(Broken("shut".into())),
        }
    }
}

/// A running node.
struct Running {
    bus: Bus,
    door: Door,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(hall: &Hall, number: u8) -> Self {
        let bus = Bus::new();
        let door = hall.door();
        let (stop, stopped) = oneshot::channel();
        let node = Node::new(bus.clone(), NodeId::new([number; 8]), door.clone());
        let task = tokio::spawn(node.run(async {
            let _ = stopped.await;
        }));
        let node = Self {
            bus,
            door,
            stop: Some(stop),
            task,
        };
        node.becomes(Reach::Whole).await;
        // Everybody has beaten once since, so everybody knows everybody.
        time::sleep(Duration::from_secs(1)).await;
        node
    }

    async fn becomes(&self, reach: Reach) {
        let seen = async {
            while self.bus.reach() != reach {
                time::sleep(Duration::from_millis(10)).await;
            }
        };
        let in_time = time::timeout(Duration::from_secs(5), seen).await;
        assert!(in_time.is_ok(), "it never became {reach:?}");
    }

    fn kill(self) {
        self.task.abort();
    }
}

fn entry(seed: u64) -> Topic {
    Topic::Entry(EntryId::new(
        Timestamp::from_secs(1),
        &SeededEntropy::new(seed),
    ))
}

/// How long until it rings, if it does within ten seconds of the test's clock.
async fn rings(watch: &mut Watch) -> Option<Duration> {
    let before = time::Instant::now();
    let waited = time::timeout(Duration::from_secs(10), watch.wait()).await;
    waited.ok().map(|()| before.elapsed())
}

#[tokio::test(start_paused = true)]
async fn what_rings_on_one_node_rings_on_the_others() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    let mut its = there.bus.watch(&[entry(1)]);
    let mut others = there.bus.watch(&[entry(2)]);
    here.bus.ring(&[entry(1), Topic::Config]);
    assert!(rings(&mut its).await.unwrap() < Duration::from_millis(50));
    assert!(!others.rang());
}

#[tokio::test(start_paused = true)]
async fn a_node_alone_tells_nobody() {
    let bus = Bus::new();
    assert_eq!(bus.reach(), Reach::Alone);
    let mut watch = bus.watch(&[Topic::Config]);
    bus.ring(&[Topic::Config]);
    assert!(watch.rang());
}

#[tokio::test(start_paused = true)]
async fn what_was_rung_while_a_node_was_cut_off_is_made_up_for() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    let mut watch = there.bus.watch(&[entry(1)]);
    there.door.shut();
    there.becomes(Reach::Cut).await;
    assert!(
        rings(&mut watch).await.is_some(),
        "it is time to look, since nobody will say so"
    );
    here.bus.ring(&[entry(1)]);
    assert!(rings(&mut watch).await.is_none(), "it is cut off");
    there.door.open();
    there.becomes(Reach::Whole).await;
    assert!(rings(&mut watch).await.is_some());
    here.bus.ring(&[entry(1)]);
    assert!(rings(&mut watch).await.is_some(), "it hears again");
}

#[tokio::test(start_paused = true)]
async fn a_node_without_a_line_tells_by_another_way() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    {
        let mut state = hall.state();
        state.back_door = state.said.clone();
    }
    here.door.shut();
    here.becomes(Reach::Cut).await;
    // The one that is cut off is missed, and then is nobody's concern.
    let mut watch = there.bus.watch(&[entry(1)]);
    assert!(rings(&mut watch).await.unwrap() <= Duration::from_secs(3));
    here.bus.ring(&[entry(1)]);
    assert!(rings(&mut watch).await.unwrap() < Duration::from_millis(50));
}

#[tokio::test(start_paused = true)]
async fn what_nobody_could_be_told_is_told_once_the_line_is_up_again() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    here.door.shut();
    here.becomes(Reach::Cut).await;
    let mut watch = there.bus.watch(&[entry(1)]);
    assert!(rings(&mut watch).await.is_some(), "it fell silent");
    here.bus.ring(&[entry(1)]);
    assert!(rings(&mut watch).await.is_none());
    here.door.open();
    assert!(rings(&mut watch).await.unwrap() < Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_dies_with_something_untold_is_noticed() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    let mut watch = there.bus.watch(&[entry(1)]);
    assert!(rings(&mut watch).await.is_none(), "both are well");
    here.kill();
    let after = rings(&mut watch).await.unwrap();
    assert!(after < Duration::from_secs(3), "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn a_node_that_stops_tells_what_is_left_and_is_not_missed() {
    let hall = Hall::new();
    let mut here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    let mut watch = there.bus.watch(&[entry(1)]);
    here.bus.ring(&[entry(1)]);
    drop(here.stop.take());
    here.task.await.unwrap();
    assert!(rings(&mut watch).await.unwrap() < Duration::from_millis(50));
    assert!(rings(&mut watch).await.is_none(), "it said goodbye");
}

#[tokio::test(start_paused = true)]
async fn a_channel_that_carries_nothing_counts_as_cut() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let mut watch = here.bus.watch(&[entry(1)]);
    hall.state().deaf = true;
    here.becomes(Reach::Cut).await;
    assert!(watch.rang());
    // It stays so however often a line is opened, without ringing each time.
    assert!(rings(&mut watch).await.is_none());
    assert_eq!(here.bus.reach(), Reach::Cut);
    hall.state().deaf = false;
    here.becomes(Reach::Whole).await;
    assert!(watch.rang());
}

#[tokio::test(start_paused = true)]
async fn more_than_can_be_told_rings_everything_there() {
    let hall = Hall::new();
    let here = Running::start(&hall, 1).await;
    let there = Running::start(&hall, 2).await;
    let mut watch = there.bus.watch(&[entry(1_000_000)]);
    let many: Vec<_> = (0..5_000).map(entry).collect();
    here.bus.ring(&many);
    assert!(rings(&mut watch).await.unwrap() < Duration::from_millis(50));
}
