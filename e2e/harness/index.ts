/** Everything a story uses. */
export type { Account, Announcement, Entry, Invite } from "./announcement.ts";
export { axe } from "./axe.ts";
export { Device, type DeviceOptions, type Look, looks, noConsoleErrors } from "./device.ts";
export { eventually } from "./eventually.ts";
export type { Firefox, FirefoxOptions } from "./firefox.ts";
export { everyStopHasAName, focused, type Stop, tabOrder, tabTo } from "./keyboard.ts";
export { type Mail, Mailbox } from "./mailbox.ts";
export { type MadeInvite, Member } from "./member.ts";
export { type Asked, OlderLine } from "./older-line.ts";
export { sample } from "./places.ts";
export { OpenIdProvider, type Person } from "./provider.ts";
export { shot } from "./shot.ts";
export type { SlowLine } from "./slow-line.ts";
export { SIGN_IN, signIn } from "./sign-in.ts";
export { feature, type Scene, type Story } from "./story.ts";
export { Usher } from "./usher.ts";
export type { BrowserContext, Locator, Page } from "playwright-core";
