package org.vladoscope.feature;

/**
 * What a backbone is and where its weights come from.
 *
 * @param id name on the command line and in cache keys
 * @param description one line for people, weights and training included
 * @param channels length C of a feature vector
 * @param geometry how cells lie on the picture
 * @param preprocessing what the network expects as input
 * @param weightsHash identifies the weights in cache keys
 */
public record BackboneInfo(
    String id,
    String description,
    int channels,
    CellGeometry geometry,
    Preprocessing preprocessing,
    String weightsHash) {}
