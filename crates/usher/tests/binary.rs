//! The real binary, as an administrator and an init system meet it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "suite/admin.rs"]
mod admin;
#[path = "suite/archive.rs"]
mod archive;
#[path = "suite/audit.rs"]
mod audit;
#[path = "suite/backup.rs"]
mod backup;
#[path = "suite/bad_ground.rs"]
mod bad_ground;
#[path = "suite/behind_nginx.rs"]
mod behind_nginx;
#[path = "suite/bombed.rs"]
mod bombed;
#[path = "suite/demo.rs"]
mod demo;
#[path = "suite/demonstration.rs"]
mod demonstration;
#[path = "suite/disk_full.rs"]
mod disk_full;
#[path = "suite/doctor.rs"]
mod doctor;
#[path = "suite/in_bucket.rs"]
mod in_bucket;
#[path = "suite/invite.rs"]
mod invite;
#[path = "suite/killed_inviting.rs"]
mod killed_inviting;
#[path = "suite/killed_redeeming.rs"]
mod killed_redeeming;
#[path = "suite/killed_uploading.rs"]
mod killed_uploading;
#[path = "suite/machine.rs"]
mod machine;
#[path = "suite/moved.rs"]
mod moved;
#[path = "suite/on_postgres.rs"]
mod on_postgres;
#[path = "suite/overloaded.rs"]
mod overloaded;
#[path = "suite/playback.rs"]
mod playback;
#[path = "suite/postgres_restarted.rs"]
mod postgres_restarted;
#[path = "suite/power_lost.rs"]
mod power_lost;
#[path = "suite/refusals.rs"]
mod refusals;
#[path = "suite/restore.rs"]
mod restore;
#[path = "suite/sending.rs"]
mod sending;
#[path = "suite/serve.rs"]
mod serve;
#[path = "suite/size.rs"]
mod size;
#[path = "suite/tls.rs"]
mod tls;
#[path = "suite/tls_client.rs"]
mod tls_client;
#[path = "suite/two_nodes.rs"]
mod two_nodes;
#[path = "suite/upgraded.rs"]
mod upgraded;
#[path = "suite/visitor.rs"]
mod visitor;
