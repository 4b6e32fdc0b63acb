import { file, json, type Service, unknownCaller } from './service.ts';

const API = 'https://www.googleapis.com';
export const DRIVE = {
  token: 'drive-token-of-the-stories',
  folder: 'folder-of-recordings',
  name: 'Weekly meeting.mp4',
  upload: '/upload/drive/v3/files',
};

const RECORDING = {
  id: 'recording-1',
  name: DRIVE.name,
  mimeType: 'video/mp4',
  parents: [DRIVE.folder],
  createdTime: '2026-01-05T10:00:00.000Z',
};
const SLIDES = { ...RECORDING, id: 'slides-1', name: 'Slides.pdf', mimeType: 'application/pdf' };

/** One folder with a recording and a file of another type. Uploads are taken in one piece or in chunks. */
export const drive =
  (recording: Buffer): Service =>
  ({ method, host, path, query, headers }) => {
    if (host !== 'www.googleapis.com') return undefined;
    if (headers.authorization !== `Bearer ${DRIVE.token}` && !query.has('upload_id')) return unknownCaller();
    if (path === DRIVE.upload && query.get('uploadType') === 'resumable')
      return { headers: { location: `${API}${DRIVE.upload}?upload_id=1` }, body: '' };
    if (path === DRIVE.upload) return json({ id: 'uploaded-1' });
    if (method === 'PATCH') return json({ id: 'uploaded-1', parents: [DRIVE.folder] });
    if (path === `/drive/v3/files/${RECORDING.id}`)
      return query.get('alt') === 'media' ? file(recording, RECORDING.mimeType) : json(RECORDING);
    if (path === '/drive/v3/files') return json({ files: found(query.get('q') ?? '') });
    return json({ error: { code: 404, message: `File not found: ${path}` } }, 404);
  };

function found(query: string): readonly (typeof RECORDING)[] {
  if (!query.includes(`'${DRIVE.folder}' in parents`)) return [];
  const [, since = ''] = /createdTime > '([^']+)'/.exec(query) ?? [];
  return [RECORDING, SLIDES].filter(({ createdTime }) => Date.parse(createdTime) > (Date.parse(since) || 0));
}
