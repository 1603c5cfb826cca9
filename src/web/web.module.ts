import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { ErrorsFilter } from './errors.filter.js';
import { PageInterceptor } from './page.interceptor.js';

/** The one way out of every handler. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ErrorsFilter },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
  ],
})
export class WebModule {}
