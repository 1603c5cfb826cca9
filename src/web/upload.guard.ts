import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { fileFieldOf, formOf } from './form-shape.js';
import { NoFileHere, UnreadableRequest } from './refusals.js';

/** A file that came with a form. */
export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Bytes of a file that comes with a form, at most. */
export const largestFileBytes = 10 * 1024 * 1024;
const limits = {
  fileSize: largestFileBytes,
  files: 1,
  fields: 20,
  parts: 21,
  fieldSize: 10_000,
  fieldNameSize: 100,
  headerPairs: 20,
};

/**
 * Reads a form with a file, but only once its sender was let in, and only where a file is asked for. After it such a
 * form looks like any other: fields are texts, the file is its name and content.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!request.isMultipart()) return true;
    const form = formOf(context.getHandler());
    const field = form && fileFieldOf(form);
    if (!field) throw new NoFileHere();
    request.body = await partsOf(request, field);
    return true;
  }
}

/** @throws UnreadableRequest where the parts are cut short or have no boundary @throws 413 by the plugin */
async function partsOf(request: FastifyRequest, fileField: string): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const file: UploadedFile = { name: part.filename ?? '', content: await part.toBuffer() };
        if (part.fieldname === fileField) body[fileField] = file;
      } else if (typeof part.value === 'string' && !part.value.includes('\0')) {
        body[part.fieldname] = part.value;
      }
    }
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    throw statusCode && statusCode < 500 ? error : new UnreadableRequest();
  }
  return body;
}
