import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlaces } from '../../src/waiting/places.ts';

/** The part of Express's response that matters. */
class Response extends EventEmitter {
  closed = false;
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

describe('The places for calls', () => {
  const noLine = { line: 0, waitMs: 3_000 };

  it('are free again when the work is done and n8n has answered', async () => {
    const places = createPlaces({ places: 2, ...noLine });
    const response = new Response();
    const leave = await places.take(response);
    await places.take(new Response());
    expect(await places.take(new Response())).toBeUndefined();
    leave!();
    expect(await places.take(new Response())).toBeUndefined();
    response.close();
    expect(await places.take(new Response())).toBeTypeOf('function');
    expect(await places.take(new Response())).toBeUndefined();
  });

  it('are kept until the work is done if the caller closes the connection before', async () => {
    const places = createPlaces({ places: 1, ...noLine });
    const response = new Response();
    const leave = await places.take(response);
    response.close();
    expect(await places.take(new Response())).toBeUndefined();
    leave!();
    expect(await places.take(new Response())).toBeTypeOf('function');
  });

  it('are freed once for each call', async () => {
    const places = createPlaces({ places: 2, ...noLine });
    const response = new Response();
    const leave = await places.take(response);
    await places.take(new Response());
    leave!();
    response.close();
    response.emit('close');
    expect(await places.take(new Response())).toBeTypeOf('function');
    expect(await places.take(new Response())).toBeUndefined();
  });
});

describe('The line for a place', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Takes a place with a response that is closed already, so that leaving frees it. */
  function closed(): Response {
    const response = new Response();
    response.close();
    return response;
  }

  it('passes a free place to the call that waits the longest', async () => {
    const places = createPlaces({ places: 1, line: 2, waitMs: 3_000 });
    const order: string[] = [];
    const leave = await places.take(closed());
    const second = places.take(closed()).then((given) => (order.push('second'), given));
    const third = places.take(closed()).then((given) => (order.push('third'), given));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(order).toEqual([]);
    leave!();
    const leaveSecond = await second;
    expect(order).toEqual(['second']);
    leaveSecond!();
    expect(await third).toBeTypeOf('function');
  });

  it('refuses further calls at once when it is full', async () => {
    const places = createPlaces({ places: 1, line: 1, waitMs: 3_000 });
    await places.take(closed());
    const waits = places.take(closed());
    expect(await places.take(closed())).toBeUndefined();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await waits).toBeUndefined();
  });

  it('gives no place to a call that has waited too long, and loses none by it', async () => {
    const places = createPlaces({ places: 1, line: 1, waitMs: 3_000 });
    const leave = await places.take(closed());
    const late = places.take(closed());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await late).toBeUndefined();
    leave!();
    expect(await places.take(closed())).toBeTypeOf('function');
    const next = places.take(closed());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await next).toBeUndefined();
  });

  it('keeps the place of a call after the time that it would have waited', async () => {
    const places = createPlaces({ places: 1, line: 1, waitMs: 3_000 });
    const leave = await places.take(closed());
    const second = places.take(closed());
    leave!();
    expect(await second).toBeTypeOf('function');
    await vi.advanceTimersByTimeAsync(3_000);
    const third = places.take(closed());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await third).toBeUndefined();
  });
});
