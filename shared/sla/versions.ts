/** One saved state of a policy or calendar. */
export interface Version<Content> {
  readonly version: number;
  /** Judges what ended from this instant on, and what still runs after it. RFC 3339; earlier than the saving only if somebody re-judged. */
  readonly judgesFrom: string;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly content: Content;
}

/**
 * The version that judges what ended at `at`, or what still runs then: the newest that judges from `at` or before, else the first. So a change
 * leaves ended cycles as they were judged, unless it says that it reaches back.
 */
export const versionAt = <Content>(versions: readonly Version<Content>[], at: number): Version<Content> | undefined => {
  for (let place = versions.length - 1; place > 0; place--) {
    const version = versions[place];
    if (version && Date.parse(version.judgesFrom) <= at) return version;
  }
  return versions[0];
};
