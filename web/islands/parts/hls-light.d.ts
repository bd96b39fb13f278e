/** The light build of hls.js: of the same shape, without what we have no use for (other sounds, subtitles, protection). */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
