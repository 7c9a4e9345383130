/** The package is CommonJS that calls itself a module: a bundler may wrap what it exports once more. */

import packaged from 'open-location-code-typescript';

export const plusCode = 'default' in packaged ? (packaged as { readonly default: typeof packaged }).default : packaged;
