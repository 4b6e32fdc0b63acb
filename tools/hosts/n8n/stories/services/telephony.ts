import { file, json, type Service, unknownCaller } from './service.ts';

export const TWILIO = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'twilio-token-of-the-stories',
  recordingSid: 'RE00000000000000000000000000000001',
};
const BASIC = Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64');

/** Recordings of Twilio's accounts, for the account's own credential only. */
export const twilio =
  (recording: Buffer): Service =>
  ({ host, path, headers }) => {
    if (host !== 'api.twilio.com') return undefined;
    if (headers.authorization !== `Basic ${BASIC}`) return unknownCaller();
    const known = `/2010-04-01/Accounts/${TWILIO.accountSid}/Recordings/${TWILIO.recordingSid}.wav`;
    return path === known
      ? file(recording, 'audio/x-wav')
      : json({ code: 20404, message: 'The requested resource was not found', status: 404 }, 404);
  };

export const ZOOM = {
  secretToken: 'zoom-secret-of-the-stories',
  downloadToken: 'zoom-download-token',
  path: '/rec/webhook_download/audio-only',
};

/** A recording behind a token, which redirects to its storage as Zoom does. */
export const zoom =
  (recording: Buffer): Service =>
  ({ path, headers }) => {
    if (path === '/rec/storage') return file(recording, 'audio/mp4');
    if (path !== ZOOM.path) return undefined;
    if (headers.authorization !== `Bearer ${ZOOM.downloadToken}`) return unknownCaller();
    return { status: 302, headers: { location: '/rec/storage' }, body: '' };
  };
