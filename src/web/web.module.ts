import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { ErrorsFilter } from './errors.filter.js';
import { PageInterceptor } from './page.interceptor.js';
import { SignedLinks } from './signed-links.js';
import { RouteCheck } from './route-check.js';

/** The one way out of every handler. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: APP_FILTER, useClass: ErrorsFilter },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    RouteCheck,
    SignedLinks,
  ],
  exports: [SignedLinks],
})
export class WebModule {}
