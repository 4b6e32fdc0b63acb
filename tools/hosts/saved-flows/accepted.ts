/**
 * Flows that changed on purpose since a release, by version, host and name of the flow, each with the reason. The changelog
 * of the package must say the same to users. An entry goes when the next release is recorded.
 */
export const ACCEPTED: Readonly<Record<string, string>> = {};
