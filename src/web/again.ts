import { SetMetadata } from '@nestjs/common';

export const againKey = Symbol('again');

/** Names the handler that shows the form's page, for when the form is refused. */
export const Again = (handler: string) => SetMetadata(againKey, handler);
