import type { ErrorReply } from './types';

/** A request that the server refused, or that never reached it. */
export class ApiError extends Error {
  /**
   * @param code - Stable identifier of the kind of failure.
   * @param message - What went wrong.
   * @param hint - What to do about it; may be empty.
   * @param status - HTTP status; 0 where no answer came.
   * @param detail - What another program said of it; may have several lines.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly hint = '',
    readonly status = 0,
    readonly detail = ''
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Whether a body has the shape that our handlers give every failure. */
function isErrorReply(body: unknown): body is ErrorReply {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as Partial<ErrorReply>).code === 'string' &&
    typeof (body as Partial<ErrorReply>).message === 'string'
  );
}

/**
 * Read a failed response.
 *
 * A proxy or a server without our extension answers in its own words: those become the message.
 */
export async function readError(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (isErrorReply(body)) {
      const { code, message, hint, detail } = body;
      return new ApiError(code, message, hint, response.status, detail);
    }
  } catch {
    // Not JSON: not from our handlers.
  }
  return new ApiError(
    'http',
    `${response.status} ${response.statusText}`.trim(),
    '',
    response.status
  );
}

/** Any thrown value as an `ApiError`. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError('network', message);
}
