const PRIVATE_HOST =
  /^(?:localhost|.*\.(?:localhost|local|internal|lan|home|test)|[^.:]+|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[(?:::1?|f[cde].*)\])$/i;

/** Whether `url` leads to a host that only its own network knows. */
export const isPrivate = (url: string): boolean => !URL.canParse(url) || PRIVATE_HOST.test(new URL(url).hostname);

/**
 * Whether the service at `api` can call `url`. A service on the same private network can; AssemblyAI cannot call a host
 * that is known only at home.
 */
export const canCall = (api: string, url: string): boolean => !isPrivate(url) || isPrivate(api);
