import { HeadObjectCommand, type PutObjectCommandInput, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Event } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';

/** S3 on this machine, with the conditional writes of S3, which the emulator ignores. */
export async function startLocalS3(bucket: string) {
  const server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  server.createBucket(bucket);
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  checkConditions(s3);
  return {
    s3,
    async stop() {
      s3.destroy();
      await server.stop();
    },
  };
}

/** Refuses writes whose `IfNoneMatch` or `IfMatch` does not hold, one write after the other, as S3 does. */
function checkConditions(s3: S3Client): void {
  let last: Promise<unknown> = Promise.resolve();
  const tagOf = async (target: PutObjectCommandInput): Promise<string | undefined> => {
    const command = new HeadObjectCommand({ Bucket: target.Bucket, Key: target.Key });
    return s3.send(command).then(
      ({ ETag }) => ETag,
      () => undefined,
    );
  };
  s3.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'PutObjectCommand') return next(args);
        const input = args.input as PutObjectCommandInput;
        const write = last.then(async () => {
          const { IfNoneMatch, IfMatch } = input;
          const tag = IfNoneMatch === undefined && IfMatch === undefined ? undefined : await tagOf(input);
          if ((IfNoneMatch === '*' && tag !== undefined) || (IfMatch !== undefined && tag !== IfMatch)) {
            throw new S3ServiceException({
              ...{ name: 'PreconditionFailed', message: 'A condition of the write does not hold.', $fault: 'client' },
              $metadata: { httpStatusCode: 412 },
            });
          }
          return next(args);
        });
        last = write.catch(() => undefined);
        return write;
      },
    { step: 'initialize', name: 'conditions' },
  );
}

/** The event of S3 for new objects. Keys are encoded like forms. Source: Amazon S3, "Event message structure". */
export function eventFor(bucket: string, ...keys: readonly string[]): S3Event {
  return {
    Records: keys.map((key, at) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: new Date(0).toISOString(),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': 'local', 'x-amz-id-2': 'local' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'recordings',
        bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}`, ownerIdentity: { principalId: 'local' } },
        object: { key: encoded(key), size: 1, eTag: 'local', sequencer: String(at) },
      },
    })),
  };
}

const encoded = (key: string): string =>
  key
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
    .join('/');
