import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { isRecord } from '@aai-connectors/core/node';

/** The object with the transcript, which also says how far the work is. */
export interface State {
  /** `claimed` before the job exists; otherwise the status of the transcript. */
  readonly status: string;
  /** ID of the transcript, once it exists. */
  readonly id: string | undefined;
  /** ms since the epoch */
  readonly changedMs: number;
  /** Version of the object, for `replace`. */
  readonly tag: string;
}

/** Reads and writes an object only as long as no other invocation has changed it. */
export interface StateObject {
  /** `undefined` if there is none. */
  read(): Promise<State | undefined>;
  /** @returns whether the object did not exist */
  create(body: string): Promise<boolean>;
  /** @returns whether the object was unchanged since it was read */
  replace(body: string, tag: string): Promise<boolean>;
  write(body: string): Promise<void>;
}

export function stateObject(s3: S3Client, bucket: string, key: string): StateObject {
  const target = { Bucket: bucket, Key: key };
  const put = async (body: string, condition: { IfNoneMatch?: string; IfMatch?: string } = {}): Promise<boolean> => {
    try {
      await s3.send(new PutObjectCommand({ ...target, Body: body, ContentType: 'application/json', ...condition }));
      return true;
    } catch (error) {
      // 409: another write with a condition is in progress.
      if (error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0)) return false;
      throw error;
    }
  };
  return {
    async read() {
      try {
        const { Body, LastModified, ETag } = await s3.send(new GetObjectCommand(target));
        const state: unknown = JSON.parse((await Body?.transformToString()) ?? '');
        const { status, id } = isRecord(state) ? state : {};
        return {
          status: String(status),
          id: typeof id === 'string' ? id : undefined,
          ...{ changedMs: LastModified?.getTime() ?? 0, tag: ETag ?? '' },
        };
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },
    create: (body) => put(body, { IfNoneMatch: '*' }),
    replace: (body, tag) => put(body, { IfMatch: tag }),
    async write(body) {
      await put(body);
    },
  };
}
