import { json, type Service } from './service.ts';

export const SLACK = { token: 'xoxb-of-the-stories', channel: '#calls' };

/** `chat.postMessage`. Slack reports errors with status 200. */
export const slack: Service = ({ host, path, headers, body }) => {
  if (host !== 'slack.com') return undefined;
  if (headers.authorization !== `Bearer ${SLACK.token}`) return json({ ok: false, error: 'invalid_auth' });
  if (path !== '/api/chat.postMessage') return json({ ok: false, error: 'unknown_method' });
  const { channel, text } = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  if (channel !== SLACK.channel) return json({ ok: false, error: 'channel_not_found' });
  if (typeof text !== 'string' || text.trim() === '') return json({ ok: false, error: 'no_text' });
  return json({ ok: true, channel: 'C0123456789', ts: '1700000000.000100', message: { text } });
};
