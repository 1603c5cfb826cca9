import { ValidateBy } from 'class-validator';

/** A file that was sent as one; a text in its place is none. */
export const FileField = () =>
  ValidateBy(
    {
      name: 'isFile',
      validator: {
        validate: (value) => Buffer.isBuffer((value as { content?: unknown } | undefined)?.content),
      },
    },
    { message: 'form.required' },
  );
