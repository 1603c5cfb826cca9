import { Injectable } from '@nestjs/common';
import type { PlaceKind } from './domain/roles.js';

export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface PlaceSource {
  /** The places of this kind that staff can be given. */
  all(): Promise<Place[]>;
}

/** Where staff can work. The rooms that keep districts, chains, outlets and doctors tell it. */
@Injectable()
export class Places {
  private readonly sources = new Map<PlaceKind, PlaceSource>();
  private doctorOutlets: (doctorId: string) => Promise<string[]> = async () => [];

  offer(kind: PlaceKind, source: PlaceSource): void {
    this.sources.set(kind, source);
  }

  async all(kind: PlaceKind): Promise<Place[]> {
    return (await this.sources.get(kind)?.all()) ?? [];
  }

  /** Tells where a visiting doctor works today. */
  reachOfDoctorsBy(outletsToday: (doctorId: string) => Promise<string[]>): void {
    this.doctorOutlets = outletsToday;
  }

  outletsOfDoctor(doctorId: string): Promise<string[]> {
    return this.doctorOutlets(doctorId);
  }
}
