/** Names that mean something within a machine or a network only, and addresses that anybody may use at home. */
const PRIVATE_HOST =
  /^(?:[^.:]+|.*\.(?:localhost|local|internal|intranet|lan|home|home\.arpa|corp|test)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*|\[(?:::1?|f[cde].*)\])$/i;

/** Whether `url` leads to a host that only its own network knows. */
export const isPrivate = (url: string): boolean =>
  // A name with a dot at its end is the same one.
  !URL.canParse(url) || PRIVATE_HOST.test(new URL(url).hostname.replace(/\.$/, ''));

/**
 * Whether the service at `api` can call `url`. A service on the same private network can; AssemblyAI cannot call a host
 * that is known only at home.
 */
export const canCall = (api: string, url: string): boolean => !isPrivate(url) || isPrivate(api);
