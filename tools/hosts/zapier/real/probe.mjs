// Runs the handler of an unzipped build as the platform does. Plain JavaScript, because the platform's Node runs no TypeScript.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [folder, settings] = process.argv.slice(2);
const { api, key, audio, callback } = JSON.parse(settings);
const say = (what, seen) => process.stdout.write(`${what}: ${seen}\n`);
console.log = () => undefined;

const { handler } = await import(pathToFileURL(join(folder, 'zapierwrapper.js')).href);
const run = (event) => handler({ environment: { ASSEMBLYAI_BASE_URL: api }, ...event });
const execute = (method, bundle, more = {}) =>
  run({
    command: 'execute',
    method,
    bundle: { authData: { api_key: key, region: 'us' }, inputData: {}, meta: {}, ...bundle },
    ...more,
  });

say('node', process.version);
const problems = (await run({ command: 'validate' })).results;
assert.deepEqual(problems, []);
say('validate', `${problems.length} problems`);
const { creates, searches, triggers } = (await run({ command: 'definition' })).results;
const count = (parts) => Object.keys(parts).length;
say('definition', `${count(creates)} actions, ${count(searches)} searches, ${count(triggers)} triggers`);
say('connection', JSON.stringify((await execute('authentication.test', {})).results));

const inputData = { audio_url: audio };
const first = await execute('creates.transcribe.operation.perform', { inputData }, { callback_url: callback });
assert.equal(first.status, 'CALLBACK');
say('perform', `${first.status}, transcript ${first.results.status}`);
let call = '';
for (let tries = 0; call === '' && tries < 200; tries++) {
  await sleep(50);
  call = await (await fetch(callback)).text();
}
const { body, headers } = JSON.parse(call);
say('callback', body);
const last = await execute('creates.transcribe.operation.performResume', {
  inputData,
  outputData: first.results,
  cleanedRequest: JSON.parse(body),
  rawRequest: { method: 'POST', headers, content: body },
});
assert.equal(last.results.status, 'completed');
say('performResume', `${last.results.status}: ${last.results.text.slice(0, 60)}`);
const refused = await execute('authentication.test', { authData: { api_key: 'wrong' } }).catch((error) => error);
assert.equal(refused.name, 'ExpiredAuthError');
say('wrong key', refused.name);
process.exit(0);
