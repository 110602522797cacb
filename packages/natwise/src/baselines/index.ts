/** @module The catalogue of baselines. */
import { constant } from "./constant.ts";
import { density } from "./density.ts";
import { gaussianDensity } from "./gaussianDensity.ts";
import { learned } from "./learned.ts";
import { mixtureDensity } from "./mixtureDensity.ts";
import { movingAverage } from "./movingAverage.ts";

export const baselines = { constant, learned, movingAverage, gaussianDensity, mixtureDensity, density };
